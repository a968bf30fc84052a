# Alert cards and summaries. Telegram HTML; values are escaped before they come here.

card-narrative = 🔎 { $title } · { $score }
card-more-narratives = { $count ->
    [one] and 1 more narrative
   *[other] and { $count } more narratives
}
card-source = { $channel } · { $time }
card-source-with-role = { $channel } ({ $role }) · { $time }
card-edited = ✏️ Words added in an edit, { $time }
card-late = ⏰ Late: sent { $ago } after the post
card-late-noticed = Found at { $time } ({ $why })
card-late-found-later = read from the channel’s history
card-late-sending = Found at { $time }; sending was delayed
card-forwarded = ↪️ Forwarded from { $origin }
card-forwarded-hidden = ↪️ Forwarded, author hidden
card-forwarded-from-time = ↪️ Forwarded from { $origin } (posted { $time })
card-deleted = 🗑 Deleted by the channel { $after } after posting (noticed { $time })
card-removed = ✂️ Words removed in an edit { $after } after posting: { $title }{ $more ->
    [0] { "" }
    [one] { " " }and 1 more narrative
   *[other] { " " }and { $more } more narratives
}
card-changed = ✏️ Edited { $after } after posting:
card-words-changed = “{ $before }” → “{ $now }”
card-words-added = added: “{ $now }”
card-words-removed = removed: “{ $before }”
card-more-changes = { $count ->
    [one] and 1 more change
   *[other] and { $count } more changes
}
card-text-now = The post now says:
card-text-gone = The post has no text now.
card-preview = 🔗 In the link preview: { $title }
card-open = Open post

role-monitored = watched
role-media = media
role-fact-checker = fact-checker

minutes = { $count ->
    [0] less than a minute
    [one] 1 minute
   *[other] { $count } minutes
}
hours = { $count ->
    [one] 1 hour
   *[other] { $count } hours
}
days = { $count ->
    [one] 1 day
   *[other] { $count } days
}

summary-title = 🗂 Not sent as separate alerts: too old, or found while you couldn’t be reached. See the posts: /missed
summary-line = { $title }: { $posts ->
    [one] 1 post
   *[other] { $posts } posts
} in { $channels ->
    [one] 1 channel
   *[other] { $channels } channels
}, { $first } – { $last }

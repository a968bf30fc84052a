# Alert cards and summaries. Telegram HTML; values are escaped before they come here.

card-narrative = 🔎 { $title } · { $score }
card-more-narratives = { $count ->
    [one] and one more narrative
   *[other] and { $count } more narratives
}
card-source = { $channel } · { $time }
card-source-with-role = { $channel } ({ $role }) · { $time }
card-edited = ✏️ Words added by an edit, { $time }
card-late = ⏰ Late: this alert comes { $ago } after the post
card-late-noticed = Noticed { $time }: { $why }
card-late-found-later = found when history was read
card-late-sending = Noticed in time, at { $time }; sending had to wait
card-forwarded = ↪️ Forwarded from { $origin }
card-forwarded-hidden = ↪️ Forwarded, its author hidden
card-forwarded-from-time = ↪️ Forwarded from { $origin }, there { $time }
card-deleted = 🗑 Deleted in the channel: seen gone { $time }, { $after } after posting
card-removed = ✂️ Words removed by an edit { $after } after posting: { $title }{ $more ->
    [0] { "" }
    [one] { " " }and one more narrative
   *[other] { " " }and { $more } more narratives
}
card-changed = ✏️ Changed by an edit { $after } after posting:
card-words-changed = “{ $before }” → “{ $now }”
card-words-added = added: “{ $now }”
card-words-removed = removed: “{ $before }”
card-more-changes = { $count ->
    [one] and one more change
   *[other] and { $count } more changes
}
card-text-now = Now it says:
card-text-gone = Now it has no text.
card-preview = 🔗 In the link preview: { $title }
card-open = Open the post

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

summary-title = 🗂 Found while I was catching up or could not reach you, in numbers only (/missed lists the posts):
summary-line = { $title }: { $posts ->
    [one] 1 post
   *[other] { $posts } posts
} in { $channels ->
    [one] 1 channel
   *[other] { $channels } channels
}, { $first } – { $last }

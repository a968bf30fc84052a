# Private channels, and who gets their alerts. Telegram HTML.

help-channel-readers = who gets the alerts of a private channel
help-channel-share = give its alerts to somebody, too
help-channel-unshare = take that back
usage-channel-readers = <i>channel</i>
usage-channel-share = <i>channel</i> <i>id, @name or group</i>
usage-channel-unshare = <i>channel</i> <i>id, @name or group</i>
example-channel-readers = /channel readers -1001234567890
example-channel-share = /channel share -1001234567890 @some_colleague
example-channel-unshare = /channel unshare -1001234567890 @some_colleague

channel-is-private = 🔒 It is private: its alerts go only to operators{ $readers ->
    [0] .
    [one] {" "}and to 1 other it was shared with.
   *[other] {" "}and to { $readers } others it was shared with.
} Share it: <code>/channel share { $id } @name</code>
channel-is-public = { $channel } is public: everybody who follows a narrative gets its alerts.
channel-shared = Alerts from { $channel } go to { $reader }, too.
channel-shared-already = Alerts from { $channel } go to { $reader } already.
channel-unshared = Alerts from { $channel } no longer go to { $reader }; not even those that are due already.
channel-not-shared = { $channel } was not shared with { $reader }.
reader-several = Several places are called «{ $reader }». Give the id of one: { $ids }
share-ask = Share { $channel } with { $person }?
share-yes = Share
unshare-ask = Stop sharing { $channel } with { $person }?
unshare-yes = Stop sharing
reader-unknown = I know no person or group «{ $reader }». Give the id or @name of somebody who is let in, or the title of a group that has subscribed.

notice-channel-turned-private = 🔒 «{ $channel }» has no public name any more. From now on its alerts go only to operators and to those it is shared with: <code>/channel share { $id } @name</code>

# Private channels, and who receives their alerts. Telegram HTML.

help-channel-readers = list who gets a private channel’s alerts
help-channel-share = share a private channel’s alerts
help-channel-unshare = stop sharing a private channel’s alerts
usage-channel-readers = <i>channel</i>
usage-channel-share = <i>channel</i> <i>id, @name or group</i>
usage-channel-unshare = <i>channel</i> <i>id, @name or group</i>
example-channel-readers = /channel readers -1001234567890
example-channel-share = /channel share -1001234567890 @some_colleague
example-channel-unshare = /channel unshare -1001234567890 @some_colleague

channel-is-private = 🔒 This channel is private. Its alerts go to operators{ $readers ->
    [0] {" "}only.
    [one] {" "}and to 1 other reader it is shared with.
   *[other] {" "}and to { $readers } other readers it is shared with.
} Share it: <code>/channel share { $id } @name</code>
channel-is-public = { $channel } is public: everyone who follows a narrative gets its alerts.
channel-shared = { $reader } now gets alerts from { $channel }.
channel-shared-already = { $reader } already gets alerts from { $channel }.
channel-unshared = { $reader } no longer gets alerts from { $channel }, not even those already waiting.
channel-not-shared = { $channel } was not shared with { $reader }.
reader-several = Several places are called “{ $reader }”. Use an id: { $ids }
share-ask = Share { $channel } with { $person }?
share-yes = Share
unshare-ask = Stop sharing { $channel } with { $person }?
unshare-yes = Stop sharing
reader-unknown = “{ $reader }” not found. Use the id or @name of someone with access, or the title of a subscribed group.

notice-channel-turned-private = 🔒 “{ $channel }” no longer has a public name. From now on its alerts go only to operators and to those it is shared with: <code>/channel share { $id } @name</code>

# Приватні канали й ті, хто отримує сповіщення з них. Telegram HTML.

help-channel-readers = показати, хто читає приватний канал
help-channel-share = надати доступ до сповіщень каналу
help-channel-unshare = закрити доступ до сповіщень каналу
usage-channel-readers = <i>канал</i>
usage-channel-share = <i>канал</i> <i>id, @ім’я або група</i>
usage-channel-unshare = <i>канал</i> <i>id, @ім’я або група</i>
example-channel-readers = /channel readers -1001234567890
example-channel-share = /channel share -1001234567890 @some_colleague
example-channel-unshare = /channel unshare -1001234567890 @some_colleague

channel-is-private = 🔒 Канал приватний: сповіщення з нього отримують лише оператори{ $readers ->
    [0] .
    [one] {" "}та ще { $readers } читач, якому надано доступ.
    [few] {" "}та ще { $readers } читачі, яким надано доступ.
   *[many] {" "}та ще { $readers } читачів, яким надано доступ.
} Надати доступ: <code>/channel share { $id } @ім’я</code>
channel-is-public = { $channel } — публічний канал: сповіщення з нього отримують усі, хто стежить за наративом.
channel-shared = Тепер сповіщення з { $channel } отримує й { $reader }.
channel-shared-already = { $reader } вже отримує сповіщення з { $channel }.
channel-unshared = { $reader } більше не отримує сповіщень із { $channel }, навіть тих, що вже чекають.
channel-not-shared = { $reader } не має доступу до { $channel }.
reader-several = Кілька чатів мають назву «{ $reader }». Вкажіть id: { $ids }
share-ask = Надати доступ до { $channel }: { $person }?
share-yes = Надати доступ
unshare-ask = Закрити доступ до { $channel }: { $person }?
unshare-yes = Закрити доступ
reader-unknown = «{ $reader }» не знайдено. Вкажіть id або @ім’я людини, яка має доступ, або назву підписаної групи.

notice-channel-turned-private = 🔒 «{ $channel }» більше не має публічної назви. Відтепер сповіщення з нього отримують лише оператори та ті, кому надано доступ: <code>/channel share { $id } @ім’я</code>

# Закриті канали й ті, хто отримує сповіщення з них. Telegram HTML.

help-channel-readers = хто отримує сповіщення із закритого каналу
help-channel-share = надсилати їх ще комусь
help-channel-unshare = скасувати це
usage-channel-readers = <i>канал</i>
usage-channel-share = <i>канал</i> <i>id, @ім’я або група</i>
usage-channel-unshare = <i>канал</i> <i>id, @ім’я або група</i>
example-channel-readers = /channel readers -1001234567890
example-channel-share = /channel share -1001234567890 @some_colleague
example-channel-unshare = /channel unshare -1001234567890 @some_colleague

channel-is-private = 🔒 Канал закритий: сповіщення з нього отримують лише оператори{ $readers ->
    [0] .
    [one] {" "}та ще { $readers } читач, якому надано доступ.
    [few] {" "}та ще { $readers } читачі, яким надано доступ.
   *[many] {" "}та ще { $readers } читачів, яким надано доступ.
} Надати доступ: <code>/channel share { $id } @ім’я</code>
channel-is-public = { $channel } відкритий: сповіщення з нього отримують усі, хто стежить за наративом.
channel-shared = Сповіщення з { $channel } отримуватиме й { $reader }.
channel-shared-already = { $reader } вже отримує сповіщення з { $channel }.
channel-unshared = { $reader } більше не отримуватиме сповіщень із { $channel }, навіть тих, що вже чекають.
channel-not-shared = { $reader } і не мав доступу до { $channel }.
reader-several = Кілька місць мають назву «{ $reader }». Вкажіть id одного з них: { $ids }
share-ask = Поділитися каналом { $channel }: { $person }?
share-yes = Поділитися
unshare-ask = Закрити доступ до { $channel }: { $person }?
unshare-yes = Закрити доступ
reader-unknown = Не знаю людини чи групи «{ $reader }». Вкажіть id або @ім’я того, кого впущено, або назву підписаної групи.

notice-channel-turned-private = 🔒 «{ $channel }» більше не має публічної назви. Відтепер сповіщення з нього отримують лише оператори та ті, кому надано доступ: <code>/channel share { $id } @ім’я</code>

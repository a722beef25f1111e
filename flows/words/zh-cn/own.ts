/** What is kept about the reporter, and what they may do with it. */
export const own = {
  'keyword.my-data':
    '我的信息|我的资料|我的数据|你们存了我什么|你们知道我什么|保存了我什么信息|个人信息',
  'keyword.export': '导出|导出我的信息|导出信息|给我一份|要一份我的信息|复制我的信息',
  'keyword.correct':
    '更正|改信息|改电话|改姓名|填错了|我填错了|我填错了电话|电话填错了|电话写错了|我写错了电话|号码填错了|我换号码了|我换电话了|姓名填错了|我填错了姓名|名字写错了|我说错了',
  'keyword.make-anonymous':
    '改成匿名|改匿名|变成匿名|撤回同意|不留姓名了|删除姓名电话|删掉姓名电话',
  'keyword.forget':
    '删除我的信息|删掉我的信息|删除信息|删除我的资料|删除个人信息|忘记我|忘了我|忘掉我|注销|把我删了',
  'keyword.privacy': '隐私|隐私告知|隐私政策|怎么保密|你们怎么保密',

  'my-data.chat': '这里存着您这段聊天，从 {since}起，加了密。',
  'my-data.no-report': '您没有登记过举报，也没留姓名电话。',
  'my-data.reports': '还有举报 {ownReports}：您说的话、发的材料、办的结果。',
  'my-data.more': '还有更早的 {moreReports} 件。',
  'my-data.identity': '还有姓名和电话 {phoneMask}，另外加密，批准了的人才能看。',
  'my-data.name': '还有姓名，另外加密，批准了的人才能看。',
  'my-data.anonymous': '没有留姓名电话。',
  'my-data.account-open':
    '还有领奖的收款账户，另外加密，只有财政的经办人员经批准才能看。发放以后再留 {accountUntil}，到期自己删掉。',
  'my-data.account-until':
    '还有领奖的收款账户，另外加密，留到 {accountUntil}，给退汇和对账用，到期自己删掉。',
  'my-data.keeping': '没办完一直留着，办完以后到期就删。',
  'my-data.keeping-terms':
    '没办完一直留着。办完以后，聊天留 {keepChat}，姓名电话留 {keepIdentity}，举报留 {keepCase}，到期就删。',
  'my-data.keeping-chat': '您不再来，就再留 {keepChat}，到期自己删掉。',
  'my-data.wish': '要怎么办？',
  'my-data.bye': '好。要看要改，随时回"我的信息"。',
  'way.export': '给我一份',
  'way.correct': '改一改|更正',
  'way.anonymous': '去掉姓名电话|改成匿名',
  'way.forget': '删除我的信息|删除',
  'way.nothing': '不用了|不用|没有了|好',
  'way.name': '姓名',
  'way.phone': '电话',
  'way.facts': '说错了事情',

  'export.link':
    '都在这个文件里，要用这个浏览器打开：\n{exportLink}\n自己收好，别人看了会知道是您。',
  'export.part': '{exportText}\n还有，接着看吗？',
  'export.on': '接着看|接着|继续|下一段',
  'export.stop': '够了|不看了|不用|停',
  'export.last': '{exportText}\n就这些。看完可以把这段聊天删掉。',
  'export.stopped': '好，先到这里。',

  'correct.what': '要改哪一样？',
  'correct.name': '姓名应该是什么？',
  'correct.phone': '电话应该是多少？',
  'correct.facts': '哪里说错了，该是什么？办的人会看到您改过。',
  'correct.done': '改好了，原来的删掉了。',
  'correct.nothing': '没有能改的：您没留姓名电话，也没有在办的举报。',
  'correct.stay': '好，没有改。',

  'make-anonymous.sure': '姓名电话马上删掉，举报照常办，以后只在这里找您。\n要改成匿名吗？',
  'make-anonymous.yes': '改成匿名|改|要|是',
  'make-anonymous.no': '不改|不要|不用|不',
  'make-anonymous.done': '改成匿名了，姓名电话删掉了。办得怎么样，还在这里告诉您。',
  'make-anonymous.nothing': '您本来就是匿名的，没有留姓名电话。',
  'make-anonymous.stay': '好，没有动。',

  'forget.sure': '这段聊天会删掉，没登记完的也一起删，找不回来。\n要删吗？',
  'forget.sure-reports':
    '聊天、账号、姓名电话、举报里您说的话，都会删掉，找不回来。以后有消息，这里也告诉不了您。\n要删吗？',
  'forget.sure-though':
    '聊天、账号、姓名电话都会删掉，找不回来，结果这里也告诉不了您。{keptNow} 里您说的经过，办完了再删。\n要删吗？',
  'forget.sure-elsewhere':
    '这段聊天和在这里登记过的都会删掉，找不回来；还在办的，办完了再删。{keptElsewhere} 是在别的聊天里登记的，不会删，只是不再在这里告诉您；要删，请在那里回"忘记我"。\n要删吗？',
  'forget.yes': '删除|删|删掉|要|是|确定|删吧|忘记我|删除我的信息',
  'forget.no': '不删|不删了|别删|不要|不用|不',
  'forget.gone': '好，您的账号和这段聊天，这里都删掉了。您手机上的要自己删。',
  'forget.erased': '{erased} 件举报里您说的话也删了。',
  'forget.kept-open': '{keptOpen} 还在办，您说的经过，办完了再删。办的人看不到您是谁。',
  'forget.kept-reward': '{keptReward} 的奖励还能领，留到领完再删。',
  'forget.kept-reward-until': '{keptReward} 的奖励还能领，留到 {rewardUntil}再删。',
  'forget.kept-hold': '{keptHold} 依法还要用，先留着，用完再删。',
  'forget.outcome': '结果这里告诉不了您了，用编号和密码还能查：{trackLink}',
  'forget.new': '您再写，就是新的聊天，我不认得您了。',
  'forget.stay': '好，没有删。',

  'privacy.who': '您说的话由{noticeWho}保管。',
  'privacy.brief': '{noticeBrief}',
  'privacy.whole': '告知全文（{noticeSince}起的 {noticeVersion} 版）：{noticeLink}',
  'privacy.rights': '要看、要改、要一份、要删，回"我的信息"。',
  'privacy.changed': '隐私告知换了新的，先给您看：{noticeLink}\n要点回"隐私"。',
} as const

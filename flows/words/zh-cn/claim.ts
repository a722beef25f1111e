/** Claiming a reward. */
export const claim = {
  'keyword.claim': '领奖|领取奖励|领奖金|领取奖金|领奖励',
  'track.reward': '有一份奖励通知，等着您领。要领，回"领奖"。',
  'claim.which': '您在这里有几件有奖励，领哪一件？',
  'claim.number': '这个聊天里没有等着领的奖励。别处报的，请把举报编号发来。',
  'claim.number-retry': '编号像这样：RC-2026-00017。\n请把编号发来。',
  'claim.number-again': '请再把编号发来。',
  'claim.code': '领奖凭证是多少？实名举报的，发查询密码也行。字母不分大小写。',
  'claim.own-code': '这件有奖励。匿名的凭领奖凭证领，请把凭证发来，字母不分大小写。',
  'claim.code-retry':
    '凭证是登记时和密码一起给您的，17 位，像 4K7Q-92HM-XV3D-6T1PA。\n请把凭证发来。',
  'claim.lost':
    '没有编号和凭证，在这里领不了：我们不知道您是谁，只认凭证。想起来了，再回"领奖"；有疑问可以打 {phone}。',
  'claim.wrong': '编号或者凭证对不上，麻烦再核对一遍。',
  'claim.slow': '试的次数多了，过 {waitMinutes} 分钟再试。凭证对就一定领得到。',
  'claim.none': '编号 {claimNumber} 现在没有等着领的奖励。有了会告诉您。',
  'claim.claimed': '编号 {claimNumber} 的奖励已经申领，正在办。不是您申领的，请马上打 {phone}。',
  'claim.code-of-counter':
    '编号 {claimNumber} 的奖励已经申领，到柜台取，取奖码：{counterCode}\n不是您申领的，请马上打 {phone}。',
  'claim.paid': '编号 {claimNumber} 的奖励已经发放。',
  'claim.waived': '编号 {claimNumber} 的奖励，您已经放弃。',
  'claim.lapsed':
    '编号 {claimNumber} 的奖励没有在期限内领，最后一天是 {rewardUntil}，按{rewardRule}视为放弃，现在领不了，对不住。有特殊情况，可以打 {phone} 说明。',
  'claim.stopped': '奖励所依据的决定正在复查，奖励先停着，有结果再告诉您。',
  'claim.revoked': '奖励所依据的决定变了，奖励已经撤销。有疑问可以打 {phone}。',
  'claim.named-only':
    '按{rewardRule}，这项奖励不发给匿名的人。愿意的话，带身份证件、编号和凭证到柜台实名领；不愿意，可以不领。',
  'claim.sum': '奖励 {rewardSum}，通知书文号：{rewardNotice}。',
  'claim.sum-until':
    '奖励 {rewardSum}，通知书文号：{rewardNotice}。{rewardUntil}前领，过了视为放弃。',
  'claim.way': '怎么领？',
  'claim.way.counter': '到柜台领',
  'claim.way.transfer': '转账',
  'claim.way.proxy': '请人代领',
  'claim.way.waive': '不要了',
  'claim.way.later': '以后再说',
  'claim.waive-sure': '放弃以后不能再领。真的不要了？',
  'claim.keep': '先不放弃|不放弃|还是要|不',
  'claim.waive': '放弃|不要了|是|对',
  'claim.transfer-how':
    '要问收款人、开户银行、账号。账户单独加密保存，办案人员看不到；财政打款时，另经批准才能看，看一次记一次。要隐去姓名的，请改到柜台领。',
  'claim.payee-name': '收款人姓名？实名举报的要是本人。不转账了回"跳过"。',
  'claim.payee-bank': '哪家银行、哪个网点？',
  'claim.payee-account': '账号是多少？只发数字。',
  'claim.payee-check':
    '请核对：\n{payeeName}\n{payeeBank}\n{payeeAccount}\n对吗？（确认后，这几句在聊天记录里会抹掉）',
  'claim.payee-yes': '对|是|没错',
  'claim.payee-no': '不对|改|重填',
  'claim.at-counter':
    '好，到柜台领。地点请打 {phone} 问。带上编号，说出取奖码：{counterCode}\n两位工作人员核对取奖码；匿名的不问姓名，实名的看身份证件。',
  'claim.by-proxy':
    '好，请人代领。代领的人带：委托书、代领人身份证件（实名举报的加您的身份证件），说出编号和取奖码：{counterCode}\n匿名的，委托书写编号，不写姓名。地点请打 {phone} 问。',
  'claim.by-transfer':
    '好，转账领取。财政核对后打款，办好了在这里告诉您。聊天里的账户已经抹掉，您那边的聊天请自己删。',
  'claim.has-waived': '好，这项奖励您放弃了，谢谢您。',
  'claim.over': '领取期限已过，按{rewardRule}视为放弃，现在领不了，对不住。有疑问可以打 {phone}。',
  'claim.already': '这份通知书已经有人申领，一份只领一次。不是您申领的，请马上打 {phone}。',
  'claim.officer': '收款人是这里的工作人员，按{rewardRule}不能发放。有疑问可以打 {phone}。',
  'claim.not-the-name': '实名举报的，收款账户要是举报人本人的，姓名对不上。',
  'claim.not-whole': '账户没有写全：账号只发数字，8 位以上。',
  'claim.changed': '现在没办成，奖励可能有变动。请再回一次"领奖"；有疑问可以打 {phone}。',
  'claim.later': '好，什么时候想领，回"领奖"。',
  'claim.later-until': '好，{rewardUntil}前什么时候想领，回"领奖"。',
  'claim.unclear': '没看明白。想领的时候，再回"领奖"。',
} as const

import type { RefusalKey } from '#core/refusals.ts'

type RewardKey = Extract<RefusalKey, `reward-${string}`>

/** Why a step towards a reward cannot be taken, and what cures it. */
export const rewardSentences: Readonly<Record<RewardKey, string>> = {
  // the scheme
  'reward-scheme-none': '这里还没有奖励办法，不能提奖励。有办法以后由系统管理员录入。',
  'reward-scheme-incomplete': '“{scheme}”还缺：{missing}。请系统管理员按本地文件填上并写明出处。',
  'reward-scheme-changed': '奖励办法在提出以后改过。请退回，按现在的办法重新提出。',
  'reward-parameters-elsewhere': '这些参数是别的办法或别的辖区的。请换到对应的办法再填。',
  'reward-parameter-settled':
    '“{parameter}”办法里已经写明，不能另填。本地另有办法的，录入本地的办法。',
  'reward-parameter-unsourced': '“{parameter}”没有写全出处。请写条款、文件名称和文号、文件日期。',
  // the sum
  'reward-level-unknown': '办法里没有这个等级。请从列表里选。',
  'reward-base-unclear': '计算基数没有填对。按决定书填，精确到分；没有罚没款的填 0。',
  'reward-reports-missing': '没有写是哪件举报。请至少选一件。',
  'reward-report-twice': '同一件举报写了两次。请删去一件。',
  'reward-member-twice': '联名举报里同一个人写了两次。请删去一个。',
  'reward-shares-not-agreed': '联名举报的份额还没有商定。请等他们商定，把每个人的份额填上。',
  'reward-share-none': '按先后次序，这件举报不分奖励。',
  'reward-sum-below-paid': '重新计算的金额没有超过已发的。请维持，或者撤销并写明追回多少。',
  // whether at all
  'reward-not-eligible': '还不符合奖励条件：{text}请看清单里没有答“符合”的那一条。',
  'reward-report-differs': '这项奖励是为另一件举报提出的。请到那一件里去提。',
  'reward-already-proposed': '这件举报已经提过奖励。请从列表里打开。',
  'reward-other-scheme': '同一事实已经按另一个办法提了奖励，不能重复奖励。',
  'reward-same-reporter': '同一举报人就同一事实已经有奖励，不重复奖励。',
  'reward-facts-differ': '同一决定的另一项奖励用的基数、等级或举报不一样。请先核对一致。',
  'reward-suspicion': '这件举报被标为疑似恶意，还没有结论。有了结论再办奖励。',
  'reward-ground-changed':
    '提出以后，这件举报并案了或者撤销了并案，原来的结论不能再用。请退回或者复查，按现在的结论重新提出。',
  'reward-decision-under-review': '处罚决定正在复议、诉讼或复查。有了结果再办奖励。',
  'reward-unknown': '没有这项奖励。请从列表里打开。',
  // who
  'reward-same-officer': '提出、复核、批准、发放要由不同的人办。请另一位来办。',
  'reward-third-needed': '这个金额要由提出、复核以外的第三个人批准。',
  'reward-finance-not-needed': '这项奖励不用财政部门会签。',
  'reward-finance-only': '这一步由财政部门的经办人员办。',
  'reward-namesake-open': '收款人和一位工作人员同名。要先由另一位核对是不是同一个人，才能往下办。',
  'reward-namesake-none': '收款人没有和工作人员同名，不用核对。',
  'reward-namesake-checked': '同名已经核对过。',
  'reward-namesake-other': '这一次的同名核对要由另一个单位的人办。',
  'reward-payee-officer': '领奖人是本系统的工作人员，不能发放。请报告负责人。',
  // where it stands
  'reward-not-checked': '还没有复核。',
  'reward-already-checked': '已经复核过。',
  'reward-not-approved': '还没有批准。',
  'reward-already-approved': '已经批准过。',
  'reward-not-notified': '还没有发出通知书。',
  'reward-already-notified': '通知书已经发出。',
  'reward-sent-back': '已经退回，请提出人改好再提。',
  'reward-under-review': '处罚决定在复查，奖励先停着。',
  'reward-not-reopened': '没有在复查，不用这一步。',
  'reward-revoked': '奖励已经撤销。',
  'reward-waived': '举报人已经放弃。',
  // the notice
  'reward-notice-number': '通知书文号没有填对，或者用过了。格式如：淄卫奖〔2026〕1号。',
  'reward-already-delivered': '已经登记过送达。',
  'reward-delivery-day': '送达的日期不对：不早于发出那天，不晚于今天。',
  // the claim
  'reward-claim-over': '领取期限已过。',
  'reward-claim-open': '领取期限还没有过。',
  'reward-claim-unproven': '编号和领奖凭证没有核对上，不能领取。',
  'reward-not-claimed': '还没有人来领。',
  'reward-already-claimed': '已经有人申领，一份通知书只领一次。',
  'reward-anonymous-not-paid': '这个办法不给匿名的人发奖励。愿意留姓名的，可以改用实名领取。',
  'reward-way-not-provided': '这种领取方式办法里没有。请换一种。',
  'reward-proxy-not-provided': '这个办法不能由别人代领。',
  'reward-already-confirmed': '已经有两个人核对过。',
  'reward-confirmation-missing': '当面领取要两个人核对。请另一位也来核对。',
  'reward-reference-missing': '没有写支付凭证号。',
  'reward-already-paid': '已经发放，不能再发。',
  // what comes back
  'reward-recovery-unclear': '追回的金额没有填对：不能超过已发的。',
  'reward-nothing-to-recover': '没有要追回的。',
}

/** Of the services and pages about rewards themselves. */
export const rewardOwnSentences = {
  'reward-changed': '您看过以后，这项奖励又有变动。下面是最新的，请再核对一遍。',
  'reward-keeps': '{number} 的奖励还没有办完，现在不能删除。',
  'reward-decision-day': '决定日期没有填对。',
  'reward-same-open': '每一件可能相同的举报，都请选是不是同一事实，并写明为什么。',
  'reward-members-unclear': '联名举报每行一个人，只写甲、乙、丙和份数，不写姓名。',
  'reward-month': '月份没有填对，如 2026-11。',
  'reward-letters-missing': '本单位的文号字头还没有设。请系统管理员在“奖励办法”里填。',
  'reward-letters-form': '文号字头要二至十二个汉字，如“荣卫奖”，各单位不能相同。',
  'reward-parameters-moved': '您看过以后，参数又公布了新的一版。下面是最新的，请再核对一遍。',
  'reward-parameters-own': '这一版是您填的，要由另一位批准。',
  'reward-parameters-changed': '您看过以后，这一版又改过、已经批准或者退回了。请再看一遍。',
  'reward-parameters-none': '还没有填。至少填一项再公布。',
  'reward-parameters-unclear': '“{parameter}”没有填对：{why}',
  'reward-parameters-against': '填的互相对不上：{why}',
  'claim-wrong': '编号或者凭证对不上，请再核对一遍。',
  'claim-none': '这件现在没有奖励。有了会在原来的聊天里告诉您。',
  'reward-payee-missing': '收款人、开户银行、账号要写全，账号只写数字。',
  'reward-payee-name': '实名举报的，收款账户要是举报人本人的。请核对姓名。',
  'reward-payee-none': '没有收款账户：不是转账领取，或者已经按规定删除。',
  'reward-payee-not-asked': '财政的经办人员还没有申请查看。',
  'reward-payee-not-granted': '还没有批准查看，或者批准的时间已过。请重新申请。',
  'reward-counter-code': '取奖码没有核对上。请来领的人再看一遍领奖的聊天或者网页。',
} as const

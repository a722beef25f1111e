import type { RefusalKey } from '#core/refusals.ts'
import type { Refusal } from '#core/result.ts'

/** Refusals of the services and of the pages themselves. */
export const ownRefusals = [
  'case-changed',
  'evidence-unknown',
  'evidence-not-cleaned',
  'office-unknown',
  'office-does-not-fit-role',
  'officer-unknown',
  'login-taken',
  'setup-link-used',
  'operator-setting',
  'conversation-not-waiting',
  'receipt-slow',
  'receipt-wrong',
  'outcome-missing',
  'deed-unclear',
  'login-form',
  'password-short',
  'password-common',
  'password-differs',
  'name-missing',
  'file-missing',
] as const

type Key = RefusalKey | (typeof ownRefusals)[number]

const sentences: Readonly<Record<Key, string>> = {
  'draft-incomplete': '还缺地点或者经过，补上再登记。',
  'role-may-not': '您的岗位没有这项权限。需要的话，请系统管理员调整岗位。',
  'case-not-visible': '这一件不归您所在的单位办。要看的话，请综合监管协调岗分办给您的单位。',
  'wrong-actor': '这一步要由举报人自己来做。',
  'task-not-yours': '这一项是别的单位的。请由承办的单位来办。',
  'case-closed': '这一件已经归档，不能再改。有新情况，请举报人另外登记。',
  'case-withdrawn': '举报人已经撤回。仍要查的，记在工作记录里，另行立案。',
  'already-declined': '已经决定不予受理，不用再办。',
  'already-concluded': '已经办结，不用再办。要补充说明，请写工作记录。',
  'not-concluded': '还没有办结。所有主办单位办结后才能做这一步。',
  'not-urgent': '这一件不是紧急件，不用确认。',
  'already-acknowledged': '已经有人确认过，不用再确认。',
  'already-re-examined': '已经重新核查过一次。仍不满意的，告知举报人依法申请复议或者诉讼。',
  'task-unknown': '这一项已经不在了。请按现在的页面再办。',
  'already-accepted': '已经受理，可以直接核查、办结。',
  'not-accepted': '还没有受理。先受理，再办结。',
  'already-returned': '这一项已经退回，由综合监管协调岗改派。',
  'task-cancelled': '这一项已经改派给别的单位，不用再办。',
  'returned-once': '同一项只能退回一次。有争议，请与综合监管协调岗商量。',
  'already-ruled': '这是综合监管协调岗分办的，不能再退回。有争议，请报请协调。',
  'intake-cannot-accept': '综合监管协调岗不受理案件，请分办给承办单位，或者直接答复。',
  'intake-cannot-return': '已经在综合监管协调岗，没有可退的地方，请分办。',
  'cooperating-cannot-return': '协办单位不退回。不属于本单位职责的，选"不予受理"并写明理由。',
  'outcome-not-for-intake':
    '综合监管协调岗只能选"已答复"或者"移送"。要查实查否，请分办给承办单位。',
  'intake-office-missing': '本辖区还没有综合监管协调岗。请系统管理员在单位表里加上。',
  'matter-unknown': '这个事项已经不在了。请按现在的页面再办。',
  'matter-not-open': '这个事项已经分办过了。',
  'matter-already-assigned': '这个事项已经有承办单位。',
  'matters-missing': '至少要留一个事项。',
  'matter-in-hand': '这个事项已经有单位在办，不能换掉。',
  'lead-missing': '还没有选主办单位。请选一个。',
  'intake-cannot-be-assigned': '不能分办给综合监管协调岗自己。请选承办单位。',
  'office-named-twice': '同一个单位选了两次。请只选一次。',
  'task-known': '这一次没有保存成，请再点一次。',
  'accused-is-responsible': '举报反映的就是这个单位，不能交给它办。请选别的单位。',
  'question-unknown': '这个问题已经不在了。请按现在的页面再办。',
  'question-open': '上一个问题举报人还没有答。等答了，或者不等答复先办别的。',
  'already-answered': '这个问题举报人已经答过了，请看答复。',
  'reason-missing': '还没有写理由。请写明理由。',
  'basis-missing': '还没有写依据。请写方案条款；方案没有条款的，写法定职责。',
  'text-missing': '还没有写正文。举报人要读的就是这一段，请写一两句。',
  'text-too-short': '写得太短了，举报人看不明白。请多写几个字。',
  'text-too-long': '写得太长了，最多 {longest} 个字。请写短一些。',
  'penalty-or-reason-missing': '查实的，要填处罚决定书文号；没有处罚的，写明原因。',
  'facts-already-given': '举报人已经说过这一项。新的说法请写进工作记录。',
  'case-changed': '这一件刚被别人办过，页面已经换成最新的。您写的还在下面，看过再提交。',
  'evidence-unknown': '没有这份材料。请从案件页面里打开。',
  'evidence-not-cleaned': '这份材料还没有去掉身份信息的副本，不能在这里打开。原件已封存。',
  'office-unknown': '没有这个单位。请从列表里选。',
  'office-does-not-fit-role':
    '岗位和单位对不上：综合监管协调岗的人选综合监管协调岗，其他岗位选承办单位。',
  'officer-unknown': '没有这个登录名。请从列表里选。',
  'login-taken': '这个登录名已经有人用了。请换一个。',
  'setup-link-used': '这个链接已经用过或者过期了。请系统管理员重新发一个。',
  'operator-setting':
    '有一项填得不对：电话只填数字和短横线，网址以 http 开头，名称不超过 60 个字。',
  'conversation-not-waiting': '这个对话已经交回自动应答，不用再回。',
  'receipt-slow': '试的次数多了，过 {minutes} 分钟再试。密码对就一定查得到。',
  'receipt-wrong': '编号或者密码对不上，麻烦再核对一遍。',
  'outcome-missing': '还没有选处理结果。请选一个。',
  'deed-unclear': '没看明白要办哪一步。请按页面上的按钮再办一次。',
  'login-form': '登录名用 3 到 40 个英文字母、数字、点或者短横线。',
  'password-short': '密码太短。至少 10 个字，可以用一句自己记得住的话。',
  'password-common': '这个密码太常见，容易被猜到。请换一个。',
  'password-differs': '两次写的密码不一样。请再写一次。',
  'name-missing': '还没有写姓名。请写经办人员的姓名。',
  'file-missing': '还没有选文件。请选单位表（CSV）。',
}

/** Why not, and what cures it. A key that has no sentence yet is answered politely all the same. */
export function refusalWords({ key, facts }: Refusal): string {
  const sentence = Object.hasOwn(sentences, key) ? sentences[key as Key] : unknown
  return sentence.replace(/\{(\w+)\}/g, (_all, name: string) => String(facts?.[name] ?? ''))
}

const unknown = '这一步现在做不了。请刷新页面看看最新情况，再试一次；还不行，请告诉系统管理员。'

/** Why something cannot be published as it stands, and what cures it. */
export const publicationSentences = {
  'publishing-off': '这里没有公开的规则，不能公布。请系统管理员检查 data/national/publish.json。',
  'public-missing': '有一项没填：{field}。',
  'public-too-long': '有一项太长：{field}。',
  'public-telltale':
    '“{words}”会让人看出是有人举报的，不能公布（{field}）。只写决定本身，不写从哪里查起。',
  'public-report-number': '“{words}”是举报件的编号，不能公布（{field}）。',
  'public-contact': '“{words}”像电话、身份证号或者邮箱，不能公布（{field}）。',
  'public-own-words':
    '“{words}”和举报人写的一样，熟人看得出是谁说的（{field}）。请换成决定书上的写法。',
  'public-unfilled': '“{words}”还没有改成实际内容（{field}）。',
  'public-reason-missing': '请写清楚为什么更正或者撤下。',
  'public-twice': '这个文号已经在公开或者待公开的决定里了。',
  'public-unknown': '没有找到这一条。请回到列表看看。',
  'public-over': '这一条已经撤下或者作废，不能再改。',
  'public-no-draft': '这一条没有等着审核的内容，可能别人已经处理了。',
  'public-same-officer': '是您自己写的，要由另一位来审核。',
  'public-not-yours': '不是您写的，您的岗位也不能审核，不能作废。',
  'public-not-out': '这一条没有公布，不用撤下。',
  'public-accusation': '检举控告件不公布。',
  'public-not-concluded': '这件还没有办结，或者正在再查，现在不能公布。',
  'public-no-penalty': '这件没有处罚决定文号，没有可以公布的决定。',
  'public-column': '表头里没有“{column}”这一列。请用下载的样表。',
  'public-too-many': '一次最多 {most} 行。请分成几个文件。',
  'public-cell': '“{column}”填得不对。',
} as const

/** The fields of a publication, for the sentences above. */
export const publicFieldNames: Readonly<Record<string, string>> = {
  unit: '当事人',
  number: '文号',
  organ: '机关',
  decidedOn: '决定日期',
  offence: '违法类别',
  penalties: '处罚种类',
  violation: '违法行为',
  basis: '依据',
  title: '标题',
  found: '查到了什么',
  handled: '怎么处理',
  law: '依据',
  reminder: '提醒',
  question: '问题',
  answer: '回答',
  source: '依据',
  fined: '罚款',
  confiscated: '没收',
}

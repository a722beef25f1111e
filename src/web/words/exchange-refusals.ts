/** What is said about systems that cases are exchanged with. */
export const exchangeSentences = {
  'partner-unknown': '没有找到这个对接系统。请刷新页面再看。',
  'department-unknown': '选的部门里有方案没有的。请刷新页面再选。',
  'message-unknown': '没有找到这一条，或者已经有人处理了。请刷新页面再看。',
  'aside-reason-missing': '请选为什么不采用。',
} as const

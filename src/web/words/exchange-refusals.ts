/** What is said about systems that cases are exchanged with. */
export const exchangeSentences = {
  'partner-unknown': '没有找到这个对接系统。请刷新页面再看。',
  'department-unknown': '选的部门里有方案没有的。请刷新页面再选。',
  'message-unknown': '没有找到这一条，或者已经有人处理了。请刷新页面再看。',
  'aside-reason-missing': '请选为什么不采用。',
  'date-unclear': '日期看不懂。请写成 2026-11-20 这样，或者带时区的时间。',
  'dates-turned': '开始的日期在结束的后面。请对调。',
  'span-too-wide': '时间太长。一次最多 90 天。',
  'point-unclear': '经纬度看不懂。请写小数，纬度在 -90 到 90 之间，经度在 -180 到 180 之间。',
} as const

/** Why nothing can be done with a warning now, and what cures it. */
export const warningSentences = {
  'warning-unknown': '没有找到这条预警，或者它没有交给您的部门。',
  'warning-closed': '这条预警已经了结，不能再改。情况又来了会有新的预警。',
  'warning-known': '已经有人签收过这条预警。',
  'warning-changed': '刚才有人动过这条预警。请看一遍现在的情况再做。',
  'warning-words-missing': '请写一句话：怎么看的，做了什么。',
  'warning-words-long': '写得太长，最多 {most} 个字。',
  'warning-whom': '请选交给哪个部门，选方案里有的部门。',
  'warning-has-it': '现在就在这些部门手里，不用再交。',
  'warning-no-answer': '官方答复只记在相似来件和媒体线索里。',
  'press-incomplete': '请写标题，写是哪家媒体、在哪里看到的。',
  'press-day': '请写登出的日子，不能晚于今天。',
} as const

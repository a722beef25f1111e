/** Why a paper or a report cannot be made, and what to do. */
export const paperSentences = {
  'paper-not-yet': '这一件还没有到“{step}”这一步，出不了这份文书。先办这一步。',
  'paper-fields': '文书里缺：{fields}。补上再出。',
  'paper-transfer-none': '这一件没有移送记录，出不了移送函。先办移送，写明接收机关、依据和材料。',
  'paper-mark-long': '文号太长了，最多 {longest} 个字。',
  'export-unknown': '没有这个文件，可能已经过期。请再要一次。',
} as const

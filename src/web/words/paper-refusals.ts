/** Why a paper or a report cannot be made, and what to do. */
export const paperSentences = {
  'paper-not-yet': '这一件还没有到“{step}”这一步，出不了这份文书。先办这一步。',
  'paper-fields': '文书里缺：{fields}。补上再出。',
  'paper-transfer-none': '这一件没有移送记录，出不了移送函。先办移送，写明接收机关、依据和材料。',
  'paper-mark-long': '文号太长了，最多 {longest} 个字。',
  'export-unknown': '没有这个文件，可能已经过期。请再要一次。',
  'template-unfilled': '“{place}”里还有没填的：{fields}。改成实际内容再提交。',
  'template-unclear': '办理用语没有写全：名称最多 40 个字，内容 2 到 2000 个字。',
  'template-not-yours': '这一条不归您管。各单位通用的由系统管理员或者综合监管协调岗的督办人员改。',
} as const

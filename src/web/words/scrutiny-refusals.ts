/** Why something about the ledger or the supervision of departments was not kept, and what cures it. */
export const scrutinySentences = {
  'ledger-text-missing': '请写做了什么、凭什么材料。',
  'ledger-text-long': '写得太长，最多 {most} 个字。',
  'ledger-department-unknown': '请从名单里选负责的部门。',
  'ledger-day-missing': '日期没有填对，写成 2026-11-20 这样。',
  'ledger-day-ahead': '完成日期还没有到。做完了再记“完成”。',
  'ledger-day-early': '完成日期早于方案印发那一年，请核对。',
  'ledger-task-missing': '请写任务，最多 200 个字。',
  'ledger-clause-unknown': '请从方案的条款里选一条。',
  'ledger-item-unknown': '台账里没有这一项。请刷新页面再看。',
  'ledger-changed': '刚才有同事也记了这一项。下面是现在的样子，看过再记。',
} as const

/** What is said to officers and programs about tokens and what they do. */
export const apiSentences = {
  'scopes-missing': '请至少选一项令牌能做的事。',
  'scope-not-yours': '令牌不能做您自己不能做的事。请去掉您岗位没有的那一项。',
  'days-missing': '请选令牌多久到期。',
  'tokens-enough': '您已经有 {most} 个令牌在用。先撤销不用的，再生成新的。',
  'token-unknown': '没有找到这个令牌。',
  'own-account': '不能停用自己。请另一位管理员来做。',
  'offices-faulty': '单位表第 {line} 行：{cure}',
} as const

import type { Case } from './case.ts'
import { hiddenWords, textsOf } from './masking.ts'

/** Words that look as if they told who somebody is. */
export interface Telling {
  readonly words: string
  readonly why: 'phone' | 'id-number' | 'email' | 'account' | 'name'
}

const digits = String.raw`(?<!\d)`
/** What most surely tells stands first: a number is taken for one thing only. */
const patterns: readonly (readonly [Telling['why'], RegExp])[] = [
  ['email', /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,3}/g],
  [
    'id-number',
    new RegExp(String.raw`${digits}\d{6}(?:19|20)\d{2}[01]\d[0-3]\d\d{3}[\dXx](?!\d)`, 'g'),
  ],
  ['phone', new RegExp(String.raw`${digits}1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)`, 'g')],
  ['phone', new RegExp(String.raw`${digits}0\d{2,3}-?\d{7,8}(?!\d)`, 'g')],
  ['account', /(?<=(?:微信|微信号|QQ|qq|抖音|快手)(?:号|是|：|:|\s){0,3})[A-Za-z0-9][\w-]{4,30}/g],
  [
    'name',
    /(?<=(?:我叫|我是叫|本人叫|本人姓名|我的名字是|我名叫|名字叫)[是为：: ]?)\p{Script=Han}{2,4}(?=[，。,.、；;！!\s]|$)/gu,
  ],
]

/** Numbers that lead to a person, whoever it is. */
export const tellingNumbers: readonly RegExp[] = patterns
  .filter(([why]) => why === 'phone' || why === 'id-number')
  .map(([, pattern]) => pattern)

/** What an officer is shown before other departments read the case. A proposal: whether it is so they decide. */
export function tellingWords(about: Case): readonly Telling[] {
  const known = new Set(hiddenWords(about))
  const found: Telling[] = []
  for (const text of Object.values(textsOf(about)))
    for (const [why, pattern] of patterns)
      for (const [words] of text.matchAll(pattern)) {
        if ([...known].some((one) => one.includes(words))) continue
        known.add(words)
        found.push({ words, why })
      }
  return found
}

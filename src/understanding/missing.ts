export type Missing = 'who' | 'where' | 'when' | 'what'

export interface Told {
  readonly text: string
  readonly offences: readonly { readonly score: number }[]
  readonly who?: string | undefined
  readonly where?: string | undefined
  readonly when?: string | undefined
  readonly placed: boolean
}

/** What nobody could look into without: whom, where, when, what. */
export function missingOf(told: Told): readonly Missing[] {
  const missing: Missing[] = []
  if (!told.who && !SOMEBODY.test(told.text)) missing.push('who')
  if (!told.where && !(told.who && (told.placed || INSTITUTION.test(told.who))))
    missing.push('where')
  if (!told.when) missing.push('when')
  if ((told.offences[0]?.score ?? 0) < 0.3 && told.text.length < 30) missing.push('what')
  return missing
}

/** Somebody who can be recognised on the spot, though without a name. */
const SOMEBODY =
  /(一个|有个|个|那个|姓)\p{Script=Han}{0,6}(老太婆|老太|老头|女人|男人|医生|大夫|老板|妇女|女的|男的|人)/u

/** A hospital is found by its name. */
const INSTITUTION = /(医院|卫生院|卫生服务中心|卫生服务站|保健院|卫生室|疾控中心|血站)/

/** A foreseeable failure: a key and facts, never a sentence. Words are chosen at the edge. */
export interface Refusal {
  readonly key: string
  readonly facts?: Readonly<Record<string, string | number>>
}

/** What a rule answers: the value, or why not. */
export type Result<T, R = Refusal> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: R }

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value })

export const refuse = (
  key: string,
  facts?: Refusal['facts'],
): { readonly ok: false; readonly refusal: Refusal } => ({
  ok: false,
  refusal: facts ? { key, facts } : { key },
})

/** 制度、机制、平台 that plans ask for, by kind, and what here serves it: `national/systems.json`. */
export interface SystemKind {
  readonly id: string
  readonly name: { readonly zh: string; readonly en: string }
  /** `here`: it is done here. `fed`: it stands elsewhere, and what happens here feeds it or is checked against it. */
  readonly serves: 'here' | 'fed'
  /** Id of the screen, as `src/web/screens.ts` has it. */
  readonly screen: string
  /** How, in a sentence. */
  readonly how: string
}

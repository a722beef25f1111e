/** A row of a table of two columns: what it is, and what it says. */
export type FactRow = readonly [name: string, value: string]

/** A part of a document, from top to bottom. */
export type Block =
  | { readonly kind: 'heading' | 'text' | 'quote' | 'small'; readonly text: string }
  | { readonly kind: 'facts'; readonly rows: readonly FactRow[] }
  | {
      readonly kind: 'table'
      readonly rows: readonly (readonly string[])[]
      /** How wide each column is, against the others. */
      readonly widths: readonly number[]
    }
  | { readonly kind: 'bars'; readonly rows: readonly BarRow[] }

/** One line of a plot: its name, the numbers in words, and what is drawn. */
export interface BarRow {
  readonly name: string
  readonly note: string
  readonly bars: readonly { readonly value: number; readonly kind: 'usual' | 'hot' | 'quiet' }[]
}

/** An official paper as GB/T 9704 orders it: who issues it, its number, what it is, to whom, the body, who signs, when. */
export interface OfficialPaper {
  readonly issuer: string
  /** 发文字号, or what stands there until there is one. */
  readonly number: string
  readonly title: string
  /** 主送. */
  readonly to: string
  readonly body: readonly Block[]
  /** 落款. */
  readonly signer: string
  /** As it is written in a paper: 2026年11月20日. */
  readonly day: string
  /** Below the signature: whom to ask. */
  readonly contact: string
  /** Each on a page of its own, after the paper. */
  readonly attachments?: readonly { readonly title: string; readonly body: readonly Block[] }[]
  /** Nobody stands behind it yet. */
  readonly demo?: string
  /** The instant it is made, so that the same paper has the same bytes. */
  readonly at: Date
}

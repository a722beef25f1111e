/** Somebody who reports, and what they were told was received. */
export interface Reporter {
  readonly channel: 'web-chat' | 'web-form' | 'telegram' | 'email' | 'wechat-official'
  /** On a form the page gives it, with the first answer. */
  address: string
  /** Every message that was acknowledged, in order; a file counts as `''`. */
  readonly said: string[]
  /** SHA-256 of every file that was acknowledged. */
  readonly files: string[]
  number?: string
  /** They were told that their file did not arrive, and no more is expected of it. */
  refused?: true
  /** They read all that was told them of their report. */
  hasRead?: true
}

/** What an officer did and was told was done. */
export interface DoneDeed {
  readonly number: string
  readonly type: 'accept' | 'note' | 'ask' | 'conclude' | 'review'
  /** Words that stand nowhere else; none where a deed has no words. */
  readonly mark: string
  /** Whether its reporter is to hear of it. */
  readonly isTold: boolean
}

/** A call that an operator wrote down, or an order of another hotline; nobody is told of it but who asks. */
export interface TakenCall {
  readonly by: 'operator' | 'hotline'
  readonly number: string
  /** Words that stand nowhere else. */
  readonly mark: string
}

/** All that was acknowledged during a drill. */
export interface Told {
  readonly reporters: Reporter[]
  readonly deeds: DoneDeed[]
  readonly calls: TakenCall[]
  /** Reports nobody works on yet. */
  readonly filed: string[]
  /** What no drill should see: answers that are neither done, nor refused for a reason, nor an outage. */
  readonly odd: string[]
  /** Answers that said: not now. */
  outages: number
  /** So many people, calls and orders began; none is called like another, in whichever round they came. */
  begun: number
}

export const nothingTold = (): Told => ({
  reporters: [],
  deeds: [],
  calls: [],
  filed: [],
  odd: [],
  outages: 0,
  begun: 0,
})

/** How much was acknowledged. */
export const heardOf = ({ reporters, deeds, calls }: Told): number =>
  reporters.reduce((sum, { said }) => sum + said.length, deeds.length + calls.length)

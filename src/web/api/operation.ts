import type { z } from 'zod'
import type { Officer } from '#core/access.ts'
import type { Result } from '#core/result.ts'
import type { Scope } from '#core/scopes.ts'
import type { Holder } from '#service/api-tokens.ts'
import type { Sealed } from '#service/sealed.ts'
import type { ProblemKey } from './problems.ts'

/** What is asked, after the door has looked at all of it. */
export interface Call<Query = unknown, Body = unknown> {
  readonly world: Sealed
  readonly officer: Officer
  readonly holder: Holder
  readonly path: Readonly<Record<string, string>>
  readonly query: Query
  readonly body: Body
  /** The version that `If-Match` names. */
  readonly seen?: number
}

/** Bytes, where the answer is no JSON. */
export interface Bytes {
  readonly bytes: ReadableStream | string
  readonly headers: Readonly<Record<string, string>>
}

/** What is answered; `version` makes the mark of a case. */
export type Told<Answer> = Result<
  { readonly answer: Answer; readonly version?: number } | { readonly bytes: Bytes }
>

interface Spec<Query extends z.ZodType, Body extends z.ZodType, Answer extends z.ZodType> {
  /** Its name in the document and in the audit chain. */
  readonly id: string
  readonly method: 'GET' | 'POST'
  /** Below `/api/v1`, with its parts in braces. */
  readonly path: string
  /** Absent: any good token. */
  readonly scope?: Scope
  readonly zh: string
  readonly en: string
  readonly query?: Query
  readonly body?: Body
  /** Only what stands in it leaves the house. */
  readonly answer: Answer
  /** Media types of what is no JSON. */
  readonly types?: readonly string[]
  /** It is a question though it is sent: no key is wanted for it. */
  readonly asks?: true
  /** How many bytes a body may have. */
  readonly largest?: number
  /** What it can answer besides what every operation can. */
  readonly problems?: readonly ProblemKey[]
  run(call: Call<z.output<Query>, z.output<Body>>): Promise<Told<z.input<Answer>>>
}

/** One thing that can be asked or done by a program: its part of the document and what it does. */
export type Operation = Spec<z.ZodType, z.ZodType, z.ZodType>

/** Holds an operation's types together. */
export const operation = <
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
>(
  spec: Spec<Query, Body, Answer>,
): Operation => spec

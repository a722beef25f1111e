import type { Instant } from '#core/case.ts'

/** Where a department is told. An address or a secret in it lets anybody speak there: it is sealed where it is kept. */
export type DepartmentTarget =
  | { readonly kind: 'wecom'; readonly url: string }
  | { readonly kind: 'dingtalk' | 'feishu'; readonly url: string; readonly secret?: string }
  | { readonly kind: 'mail'; readonly address: string }
  /** Signed with each secret: while one takes the place of another, both are good. */
  | { readonly kind: 'webhook'; readonly url: string; readonly secrets: readonly string[] }

/** That something waits at the desk. What it is stays there: no reporter and no words of theirs. */
export interface DepartmentNotice {
  /** The same at each attempt, so that a machine takes it once. */
  readonly id: string
  readonly type: string
  readonly at: Instant
  /** For people, line by line; the first is the subject. */
  readonly lines: readonly string[]
  /** For machines. */
  readonly data: Readonly<Record<string, unknown>>
}

/**
 * What became of one attempt. `gone`: the receiver wants no more. `failed`: why, as a short key without any address;
 * `doubtful`: it may have arrived all the same; `retryAfter`: milliseconds the receiver asks to wait.
 */
export type DepartmentDelivery =
  | 'sent'
  | 'gone'
  | { readonly failed: string; readonly doubtful?: boolean; readonly retryAfter?: number }

/** Tells one department once. Never throws for what the other side does. */
export type TellDepartment = (
  target: DepartmentTarget,
  notice: DepartmentNotice,
) => Promise<DepartmentDelivery>

import { caseNumberPattern } from './case-number.ts'
import { canonical } from './canonical.ts'
import type { Instant } from './case.ts'
import { dayOf, startOf } from './clock.ts'
import { ok, refuse, type Result } from './result.ts'

/** What we say we have received: nothing of what was said, nothing of who said it. */
export interface Acknowledgement {
  readonly product: typeof productName
  /** Of this document's form. */
  readonly version: '1'
  readonly number: string
  readonly area: string
  readonly areaName: string
  /** Who runs the area; empty for a demonstration. */
  readonly sponsor: string
  /** With the office's own offset: 2026-11-21T10:00:00+08:00. */
  readonly receivedAt: string
  /** Digest of what was filed, as `sha256:…` or `sm3:…`. */
  readonly filed: string
  readonly algorithm: 'Ed25519' | 'SM2-SM3'
  /** Id of the key that signed it. */
  readonly key: string
}

/** What the reporter keeps: the words and their signature in base 64. */
export interface SignedAcknowledgement {
  readonly acknowledgement: Acknowledgement
  readonly signature: string
}

export const productName = 'Yijian 医监'

/** The bytes that are signed. */
export const signedText = (acknowledgement: Acknowledgement): string => canonical(acknowledgement)

/** The file as it is handed out: one line in the one spelling, so that any changed byte is seen. */
export const receiptFile = (signed: SignedAcknowledgement): string => `${canonical(signed)}\n`

/** A file that somebody shows us. Another spelling of the same words is refused: it is not what was handed out. */
export function readReceipt(text: string): Result<SignedAcknowledgement> {
  const parsed = parse(text)
  if (!isReceipt(parsed) || canonical(parsed) !== text.trim()) return refuse('receipt-unreadable')
  return ok(parsed)
}

/** 2026-11-21T10:00:00+08:00 */
export function wholeInstant(at: Instant): string {
  const day = dayOf(at)
  const seconds = Math.floor((at - startOf(day)) / 1000)
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return `${day}T${parts.map((part) => String(part).padStart(2, '0')).join(':')}+08:00`
}

const shape: Readonly<Record<keyof Acknowledgement, RegExp>> = {
  product: /^Yijian 医监$/,
  version: /^1$/,
  number: new RegExp(`^${caseNumberPattern}$`),
  area: /^\d{6}$/,
  areaName: /^.{1,60}$/s,
  sponsor: /^.{0,60}$/s,
  receivedAt: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/,
  filed: /^(?:sha256|sm3):[0-9a-f]{64}$/,
  algorithm: /^(?:Ed25519|SM2-SM3)$/,
  key: /^[0-9a-f]{20}$/,
}

function isReceipt(value: unknown): value is SignedAcknowledgement {
  if (!isRecord(value) || Object.keys(value).length !== 2) return false
  const { acknowledgement, signature } = value
  if (typeof signature !== 'string' || !/^[A-Za-z0-9+/]{40,200}={0,2}$/.test(signature))
    return false
  if (!isRecord(acknowledgement)) return false
  const names = Object.keys(shape)
  return (
    Object.keys(acknowledgement).length === names.length &&
    Object.entries(shape).every(([name, form]) => {
      const field = acknowledgement[name]
      return typeof field === 'string' && form.test(field)
    })
  )
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

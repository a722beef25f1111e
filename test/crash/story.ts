import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { caseNumberPattern } from '#core/case-number.ts'
import type { Chance } from './seeded.ts'

/** One thing a reporter does. */
export type Step = { readonly text: string } | { readonly picture: Uint8Array<ArrayBuffer> }

const opening = [
  '昌元街道菜市场后头有个老太婆给人打针输液，没得证',
  '行',
  '菜市场后门出来左手边卖鱼的楼上二楼',
  '还在',
  '天天早上都有',
]

/** What a reporter says up to the end, now with a photo and now without. */
export async function storyOf(chance: Chance): Promise<readonly Step[]> {
  const shows = chance.happens(0.6)
  const middle: Step[] = shows ? [{ picture: await pictureOf(chance) }] : [{ text: '跳过' }]
  const texts = opening.map((text) => ({ text }))
  return [...texts, ...middle, { text: '跳过' }, { text: '匿名' }, { text: '提交' }]
}

/** For who was understood in another way: what still leads to a number. */
export const ending: readonly Step[] = ['跳过', '匿名', '提交', '提交'].map((text) => ({ text }))

/** What a notice tells to reply, and what who is asked something answers. */
export const newsOf = (type: string): readonly Step[] =>
  type === 'ask' ? [{ text: '查看' }, { text: '没有别的情况了' }] : [{ text: '查看' }]

/**
 * Two processes whose clocks were set apart date their news apart: a question may come before the news it followed, and then
 * asks again in place of them. Whoever looks until nothing is left has read all.
 */
export const lookOn = (news: number): readonly Step[] =>
  Array.from({ length: news > 1 ? 2 : 0 }, () => ({ text: '查看' }))

/** A photo like no other. */
export async function pictureOf(chance: Chance): Promise<Uint8Array<ArrayBuffer>> {
  const side = 24 + chance.below(100)
  const dots = Uint8Array.from({ length: side * side * 3 }, () => chance.below(256))
  const raw = { width: side, height: side, channels: 3 } as const
  return Uint8Array.from(await sharp(dots, { raw }).png().toBuffer())
}

export const sha256 = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex')

/** All numbers in a text, in order. */
export const numbersIn = (text: string): readonly string[] =>
  text.match(new RegExp(`(?<![A-Z])${caseNumberPattern}(?!\\d)`, 'g')) ?? []

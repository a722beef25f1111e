import { describe, expect, it } from 'vitest'
import { danger } from '#understanding/danger.ts'
import { normalise } from '#understanding/normalise.ts'
import { alsoDangerous, dangerous } from './danger-sentences.ts'
import { harmless } from './harmless-sentences.ts'

const dangerOf = (text: string) => danger(normalise(text))

describe('danger', () => {
  it.each(dangerous.life)('somebody may be dying: %s', (text) =>
    expect(dangerOf(text)).toBe('life'),
  )

  it.each(dangerous.violence)('somebody is threatened: %s', (text) =>
    expect(dangerOf(text)).toBe('violence'),
  )

  it.each(dangerous.despair)('the writer is in despair: %s', (text) =>
    expect(dangerOf(text)).toBe('despair'),
  )

  it.each(alsoDangerous)('somebody needs help: %s', (text) => expect(dangerOf(text)).not.toBeNull())

  it('raises few alarms where nobody is in danger', () => {
    const alarms = harmless.filter((text) => dangerOf(text) !== null)
    expect(alarms.length / harmless.length, alarms.join('\n')).toBeLessThan(0.03)
  })

  it('is tested on enough sentences', () => {
    expect(Object.values(dangerous).flat().length).toBeGreaterThanOrEqual(80)
    expect(harmless.length).toBeGreaterThanOrEqual(120)
  })
})

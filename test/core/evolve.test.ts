import { evolve, fold } from '#core/evolve.ts'
import { describe, expect, it } from 'vitest'

import { aDue, filedEvents, aCase } from './builders.ts'

describe('a history that cannot be', () => {
  const [filed, assigned] = filedEvents()
  const broken = [
    ['without a beginning', () => fold([])],
    ['that begins in the middle', () => assigned && evolve(undefined, assigned)],
    ['that begins twice', () => filed && evolve(aCase(), filed)],
    [
      'that speaks of a task nobody gave',
      () => filed && evolve(aCase(), { ...filed, type: 'accepted', task: 'x', due: aDue() }),
    ],
  ] as const

  it.each(broken)('%s is refused loudly', (_title, make) => {
    expect(make).toThrow(/case|event/)
  })
})

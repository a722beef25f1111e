import { describe, expect, it } from 'vitest'
import { telegram, weChat } from './channels.ts'
import { goldens } from './golden.ts'
import { tell } from './teller.ts'

describe('golden transcripts', () => {
  it.each(goldens)('$name is told as written', async ({ path, file }) => {
    await expect(tell(file, weChat).file).toMatchFileSnapshot(path)
  })

  it.each(goldens)('$name ends the same for whoever presses buttons', ({ file }) => {
    expect(tell(file, telegram).ends).toEqual(tell(file, weChat).ends)
  })
})

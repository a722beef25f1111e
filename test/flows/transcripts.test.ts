import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { telegram, weChat } from './channels.ts'
import { tell } from './teller.ts'

const folder = `${import.meta.dirname}/../conversations`
const names = readdirSync(folder).filter((name) => name.endsWith('.chat'))

describe('golden transcripts', () => {
  it.each(names)('%s is told as written', async (name) => {
    const path = `${folder}/${name}`
    const told = tell(readFileSync(path, 'utf8'), weChat)
    await expect(told.file).toMatchFileSnapshot(path)
  })

  it.each(names)(
    '%s ends the same for whoever presses buttons instead of typing numbers',
    (name) => {
      const file = readFileSync(`${folder}/${name}`, 'utf8')
      expect(tell(file, telegram).ends).toEqual(tell(file, weChat).ends)
    },
  )
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { describe, expect, it } from 'vitest'
import { clamd } from '#vault/clamd.ts'
import { aScanner, looks } from './fake-clamd.ts'

const aFile = Buffer.alloc(700_000, 'a')

describe('a virus scanner', () => {
  it('is given the whole file, and its word is taken', async () => {
    let given = 0
    await using scanner = await aScanner((file) => {
      given = file.length
      return looks(file)
    })
    expect(await clamd(scanner.address)([aFile])).toBe('clean')
    expect(given).toBe(aFile.length)
    expect(await clamd(scanner.address)([Buffer.from('xx EICAR xx')])).toEqual({
      found: 'Win.Test.EICAR_HDB-1',
    })
  })

  it('may listen at a socket of this machine', async () => {
    const dir = mkdtempSync(`${tmpdir()}/yijian-clamd-`)
    await using scanner = await aScanner(looks, `${dir}/ctl`)
    expect(await clamd(scanner.address)([aFile])).toBe('clean')
    rmSync(dir, { recursive: true })
  })

  it.each([
    ['refuses so large a file', () => 'INSTREAM size limit exceeded. ERROR\0'],
    ['says something else', () => 'UNKNOWN COMMAND\0'],
    ['says nothing to the end', () => ''],
    ['is silent', () => undefined],
  ])('that %s has not checked it', async (_, answer) => {
    await using scanner = await aScanner(answer)
    expect(await clamd(scanner.address, 60)([aFile])).toBe('unchecked')
  })

  it('that is not there has not checked it', async () => {
    expect(await clamd({ host: '127.0.0.1', port: 1 }, 200)([aFile])).toBe('unchecked')
  })
})

import { describe, expect, it } from 'vitest'
import { replay } from './replay.ts'
import { afterPowerCut, diskOf } from './synced-disk.ts'

const dir = '/var/yijian'
const wal = `${dir}/yijian.db-wal`

/** What is left of a folder with one file after a process did this and the power was cut. */
function leftOf(...lines: readonly string[]): Readonly<Record<string, string>> {
  const before = new Map<string, Buffer | 'folder'>([
    [dir, 'folder'],
    [wal, Buffer.from('old')],
  ])
  const disk = diskOf(before)
  replay(disk, lines.map((line) => `${line}\n`).join(''), dir)
  const { files } = afterPowerCut(disk)
  return Object.fromEntries([...files].map(([path, what]) => [path, what.toString()]))
}

const write = (text: string, at: number): string =>
  `7 pwrite64(20<${wal}>, "${text}", ${text.length}, ${at}) = ${text.length}`
const sync = `7 fdatasync(20<${wal}>) = 0`

describe('after the power was cut', () => {
  it('bytes are there that were synced', () => {
    expect(leftOf(write('newer', 3), sync)[wal]).toBe('oldnewer')
  })

  it.each([
    ['written and not synced', [write('newer', 3)]],
    ['written after the sync', [sync, write('newer', 3)]],
    ['written before a sync that failed', [write('newer', 3), `${sync.slice(0, -1)}-1 EIO (I/O)`]],
    [
      'refused by a full disk',
      [`7 pwrite64(20<${wal}>, "newer", 5, 3) = -1 EFBIG (File too large)`],
    ],
    [
      'written while the sync was under way',
      [
        `8 fdatasync(20<${wal}> <unfinished ...>`,
        write('newer', 3),
        '8 <... fdatasync resumed>) = 0',
      ],
    ],
    [
      'written before a sync in which the process died',
      [write('newer', 3), `8 fdatasync(20<${wal}> <unfinished ...>) = ?`],
    ],
    [
      'written before a sync that did not come to its end',
      [write('newer', 3), `8 fdatasync(20<${wal}> <unfinished ...>`],
    ],
  ])('bytes are gone that were %s', (_, lines) => {
    expect(leftOf(...lines)[wal]).toBe('old')
  })

  it('bytes are where they were put, though others were heard of in between', () => {
    const begun = `7 pwrite64(20<${wal}>, "newer", 5, 4 <unfinished ...>`
    const ended = '7 <... pwrite64 resumed>)             = 5'
    expect(leftOf(begun, '8 getpid() = 7', ended, sync)[wal]).toBe('old\0newer')
  })

  it('a file is as long as it was when it was synced', () => {
    const cut = `7 ftruncate(20<${wal}>, 1) = 0`
    expect(leftOf(cut)[wal]).toBe('old')
    expect(leftOf(cut, sync)[wal]).toBe('o')
  })

  it('a new file needs its bytes and its name to be synced', () => {
    const made = [
      `7 mkdir("${dir}/evidence", 0700) = 0`,
      `7 fsync(9<${dir}>) = 0`,
      `7 openat(AT_FDCWD, "${dir}/evidence/a.part", O_WRONLY|O_CREAT|O_TRUNC, 0600) = 21<${dir}/evidence/a.part>`,
      `7 write(21<${dir}/evidence/a.part>, "\\377\\0012", 3) = 3`,
      `7 write(21<${dir}/evidence/a.part>, "\\"\\n", 2) = 2`,
      `7 fsync(21<${dir}/evidence/a.part>) = 0`,
      `7 rename("${dir}/evidence/a.part", "${dir}/evidence/a") = 0`,
    ]
    const left = leftOf(...made, `7 fsync(9<${dir}/evidence>) = 0`)
    expect(left[`${dir}/evidence/a`]).toBe(Buffer.from([255, 1, 50, 34, 10]).toString())
    expect(left).not.toHaveProperty(`${dir}/evidence/a.part`)
    expect(leftOf(...made)).not.toHaveProperty(`${dir}/evidence/a`)
  })

  it('a file is back that was removed and whose folder was not synced', () => {
    const gone = `7 unlink("${wal}") = 0`
    expect(leftOf(gone)).toHaveProperty(wal)
    expect(leftOf(gone, `7 fsync(9<${dir}>) = 0`)).not.toHaveProperty(wal)
  })
})

import { describe, expect, it } from 'vitest'
import { traceOf } from './trace.ts'

const dir = '/var/yijian'
const answer = '7 write(25<socket:[1]>, "HTTP/1.1 200 OK\\r\\nconten"..., 161) = 161'
const write = `7 pwrite64(20<${dir}/yijian.db-wal>, "7"..., 4096, 32) = 4096`
const sync = `7 fdatasync(20<${dir}/yijian.db-wal>) = 0`

const unsynced = (...lines: readonly string[]) => traceOf(lines.join('\n'), dir).unsynced

describe('an answer', () => {
  it('that goes out after its bytes were synced is in order', () => {
    expect(unsynced(write, sync, answer)).toEqual([])
  })

  it.each([
    ['before its bytes were synced', [write, answer, sync]],
    ['after bytes that were written behind the sync', [write, sync, write, answer]],
    [
      'after a sync that failed',
      [write, '7 fdatasync(20</var/yijian/yijian.db-wal>) = -1 EIO', answer],
    ],
  ])('that goes out %s is found', (_, lines) => {
    expect(unsynced(...lines)).toEqual([`answer 1: ${dir}/yijian.db-wal`])
  })

  it('counts a sync only when it has ended, and only for what was written before it began', () => {
    const begun = `8 fsync(20<${dir}/yijian.db-wal> <unfinished ...>`
    const ended = '8 <... fsync resumed>) = 0'
    expect(unsynced(write, begun, answer, ended)).toHaveLength(1)
    expect(unsynced(write, begun, write, ended, answer)).toHaveLength(1)
    expect(unsynced(write, begun, ended, answer)).toEqual([])
  })

  const question = (words: string): string =>
    `7 read(25<socket:[1]>, "${words} HTTP/1.1\\r\\n"..., 65536) = 161`

  it('may go out while the journal is written for whoever came later', () => {
    const posted = question('POST /api/chat')
    expect(unsynced(posted, write, sync, write, answer)).toEqual([])
    expect(unsynced(write, posted, sync, write, answer)).toHaveLength(1)
    expect(unsynced(posted, write, answer)).toHaveLength(1)
  })

  it('to a question that changes nothing may not tell of what was there before and is not on the disk', () => {
    const got = question('GET /track')
    expect(unsynced(got, write, answer)).toEqual([])
    expect(unsynced(write, got, answer)).toHaveLength(1)
  })

  const file = `7 write(21<${dir}/evidence/a.part>, "7"..., 4096) = 4096`
  const fileSync = `7 fsync(21<${dir}/evidence/a.part>) = 0`

  it.each([
    [
      'that a message of Telegram was heard',
      'POST /bot4:x/getUpdates HTTP/1.1\\r\\n{\\"offset\\":7}',
    ],
    ['that a mail was heard', 'C1 UID STORE 3 +FLAGS (\\\\Seen \\\\Answered)\\r\\n'],
  ])('counts that tells %s', (_, words) => {
    const told = `7 write(25<socket:[1]>, "${words}", 9) = 9`
    expect(unsynced(file, told)).toHaveLength(1)
    expect(unsynced(file, fileSync, told)).toEqual([])
    expect(unsynced(told, file)).toEqual([])
  })

  it.each([
    ['on Telegram', 'Telegram message', 'POST /bot4:x/sendMessage HTTP/1.1\\r\\n'],
    ['by mail', 'mail', 'DATA\\r\\n'],
  ] as const)('counts that tells a person something %s', (_, kind, words) => {
    const told = `7 write(25<socket:[1]>, "${words}", 9) = 9`
    expect(traceOf(told, dir).acknowledgements).toEqual(new Map([[kind, 1]]))
  })

  it('is none where Telegram is asked again from the same place', () => {
    const asked =
      '7 write(25<socket:[1]>, "POST /bot4:x/getUpdates HTTP/1.1{\\"offset\\":7}", 9) = 9'
    expect(unsynced(asked, file, asked)).toEqual([])
  })

  it('needs the folder of a new name to be synced too', () => {
    const named = `7 renameat(3, "${dir}/evidence/a.part", 3, "${dir}/evidence/a") = 0`
    expect(unsynced(named, answer)).toEqual([`answer 1: ${dir}/evidence`])
    expect(unsynced(named, `7 fsync(9<${dir}/evidence>) = 0`, answer)).toEqual([])
  })
})

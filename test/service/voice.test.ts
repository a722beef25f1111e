import { expect, it } from 'vitest'
import { readCase, readEvidence } from '#service/desk.ts'
import { auditOf } from '#store/audit.ts'
import { aHouse, aPerson, aStory, officerOf, reports, wholeOf } from './house.ts'

/** A second of silence, as a telephone records it. */
function aRecording(): Uint8Array {
  const sound = Buffer.alloc(8044)
  sound.write('RIFF', 0)
  sound.writeUInt32LE(8036, 4)
  sound.write('WAVEfmt ', 8)
  sound.writeUInt32LE(16, 16)
  sound.writeUInt16LE(1, 20)
  sound.writeUInt16LE(1, 22)
  sound.writeUInt32LE(8000, 24)
  sound.writeUInt32LE(8000, 28)
  sound.writeUInt16LE(1, 32)
  sound.writeUInt16LE(8, 34)
  sound.write('data', 36)
  sound.writeUInt32LE(8000, 40)
  return sound
}

it('a voice message is kept for a person: the office that has the case can hear it, on record', async () => {
  await using house = await aHouse()
  const citizen = aPerson(house, '500153')
  const told = aStory.slice(0, 5)
  for (const words of told) await citizen.says(words)
  const kept = await house.port.keepFile({
    channel: 'web-chat',
    kind: 'voice',
    bytes: aRecording(),
  })
  if ('refused' in kept) throw new Error(kept.refused)
  const answers = await citizen.delivers('a-recording-1', { type: 'media', media: [kept] })
  expect(answers.length).toBeGreaterThan(0)
  const { number } = await reports(citizen, ['跳过', '匿名', '提交'])
  const officer = await officerOf(house, number)
  const page = await readCase(house.world, officer, number)
  const evidence = page.ok ? page.value.evidence : []
  expect(evidence).toMatchObject([{ kind: 'voice', type: 'audio/wav', version: 'cleaned' }])
  const about = { number, evidence: evidence[0]?.id ?? '' }
  const heard = await readEvidence(house.world, officer, about)
  expect(heard.ok && (await wholeOf(heard.value)).equals(aRecording())).toBe(true)
  const trace = await house.world.db.read(async (tx) => await auditOf(tx, number))
  expect(trace.map(({ action }) => action)).toContain('evidence-read')
})

import { expect, it } from 'vitest'
import { decide } from '#core/decide.ts'
import type { Command } from '#core/command.ts'
import { keepEvents, openCase } from '#service/case-file.ts'
import { caseByNumber } from '#store/cases.ts'
import { aBrowser } from './browser-like.ts'
import { aDesk, type FiledCase, type TestDesk } from './world.ts'

/** The lead accepts and concludes; then the reporter answers. */
async function ratedAt(desk: TestDesk, filed: FiledCase): Promise<void> {
  const { world } = desk
  const [office = ''] = filed.offices
  const officer = { kind: 'officer', id: 'officer-doctor', office } as const
  const reporter = { kind: 'reporter' } as const
  await world.db.transaction(async (tx) => {
    const row = await caseByNumber(tx, filed.number)
    if (!row) throw new Error('not there')
    let file = await openCase(world, tx, row)
    const task = file.case.tasks.find((one) => one.office === office)?.task ?? ''
    const due = { on: '2026-12-11', limit: 'practice-accept', provisional: false }
    const steps: readonly Command[] = [
      { type: 'accept', task },
      { type: 'conclude', task, outcome: 'unfounded', text: '查了，没有发现违法。' },
      { type: 'rate', question: 'still-going', answer: 'yes' },
      { type: 'rate', question: 'satisfaction', answer: 'dissatisfied' },
    ]
    for (const command of steps) {
      const by = command.type === 'rate' ? reporter : officer
      const context = { at: world.clock(), by, id: () => world.id(), due }
      const events = decide(file.case, command, context)
      if (!events.ok) throw new Error(events.refusal.key)
      file = await keepEvents(world, tx, file, events.value)
    }
  })
}

it('what the reporter answered stands on the case’s page for its office, and on no page of another’s or of the receipt', async () => {
  const desk = await aDesk()
  const filed = await desk.report()
  await desk.officer('doctor', 'handler', filed.offices[0] ?? '')
  await desk.officer('auditor', 'auditor', '')
  await ratedAt(desk, filed)
  const doctor = aBrowser(desk.app)
  await doctor.signIn('doctor')
  const page = await doctor.get(`/desk/cases/${filed.number}`)
  expect(page.text).toContain('举报人 11月20日 评价：还在做，不满意。')
  expect(page.text.match(/举报人评价/g)?.length).toBe(2)
  const auditor = aBrowser(desk.app)
  await auditor.signIn('auditor')
  expect((await auditor.get(`/desk/cases/${filed.number}`)).text).not.toContain('评价')
  const reporter = aBrowser(desk.app)
  const { number, passcode } = filed
  const own = await reporter.submit(await reporter.get('/track'), '/track', { number, passcode })
  expect(own.text).toContain(number)
  expect(own.text).not.toContain('不满意。')
  await desk.close()
})

it('an administrator sets after how many days an area asks, and reads that the default is practice', async () => {
  const desk = await aDesk()
  await desk.officer('admin', 'administrator', '')
  const admin = aBrowser(desk.app)
  await admin.signIn('admin')
  const path = '/desk/admin/areas/500153'
  const page = await admin.get(path)
  expect(page.text).toContain('不填就是 7 天')
  expect(page.text).toContain('没有法定期限，是本系统的惯例')
  const typed = { sponsor: '区卫生健康委', telephone: '023-46730000' }
  const wrong = await admin.submit(page, `${path}/settings`, { ...typed, askAfterDays: '一周' })
  expect(wrong.status).toBe(422)
  expect(wrong.text).toContain('评价的天数填 0 到 90')
  await admin.submit(wrong, `${path}/settings`, { ...typed, askAfterDays: '14' })
  expect(desk.world.operator.read('500153').askAfterDays).toBe('14')
  await desk.close()
})

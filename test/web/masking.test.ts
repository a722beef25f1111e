import { expect, it } from 'vitest'
import { acknowledge } from '#service/acknowledge.ts'
import { caseByNumber, caseEvents } from '#store/cases.ts'
import { aBrowser } from './browser-like.ts'
import { aDesk } from './world.ts'

const name = '欧阳翠花'
const phone = '13987654321'
const what = `我叫${name}，电话${phone}。菜市场后头有个老太婆给人打针输液，没得证`

it('what tells who the reporter is is hidden, shown again and removed for good, without scripts', async () => {
  const desk = await aDesk()
  const filed = await desk.report({ facts: { what } })
  const [lead = ''] = filed.offices
  await desk.officer('intake', 'intake', '500153-intake')
  await desk.officer('boss', 'supervisor', '500153-intake')
  await desk.officer('doctor', 'handler', lead)
  const page = `/desk/cases/${filed.number}`
  const [intake, boss, doctor] = [aBrowser(desk.app), aBrowser(desk.app), aBrowser(desk.app)]
  await intake.signIn('intake')
  await boss.signIn('boss')
  await doctor.signIn('doctor')
  expect((await intake.get(page)).text).toContain('原话里有 2 处像是能认出人的字')

  const form = await intake.get(`${page}/masking`)
  expect(form.text).toContain(`${name}（像是姓名）`)
  const hidden = await intake.submit(form, 'name="own"', {
    deed: 'mask',
    words: name,
    own: phone,
    reason: '举报人自己的',
  })
  expect(hidden.text).toContain('遮盖了 2 处：举报人自己的')
  for (const reader of [intake, boss, doctor])
    for (const at of [page, '/desk']) {
      const { text } = await reader.get(at)
      expect(text).not.toContain(name)
      expect(text).not.toContain(phone)
    }
  expect((await doctor.get(page)).text).toContain('我叫▇▇▇▇，电话▇▇▇▇▇▇▇▇▇▇▇')
  expect((await doctor.get(`${page}/masking`)).html).not.toContain('value="unmask"')
  expect((await doctor.get(`${page}/masking`)).html).not.toContain('value="redact"')

  const receipt = await acknowledge(desk.world, { ...filed, asker: 'a' })
  const lifted = await boss.submit(await boss.get(`${page}/masking`), 'value="unmask"', {
    deed: 'unmask',
    reason: '要核对',
  })
  expect(lifted.text).toContain('已解除遮盖')
  expect((await doctor.get(page)).text).toContain(name)

  const asked = await boss.submit(await boss.get(`${page}/masking`), 'name="own"', {
    deed: 'redact',
    words: phone,
    own: name,
    reason: '与案件无关',
  })
  expect(asked.text).toContain('谁也不能恢复')
  expect((await doctor.get(page)).text).toContain(name)
  const gone = await boss.submit(asked, 'name="sure"', { deed: 'redact', words: [phone, name] })
  expect(gone.text).toContain('已永久删去')
  const seen = (await boss.get(page)).text
  expect(seen).toContain('永久删去')
  expect(seen).not.toContain(name)
  const anybody = aBrowser(desk.app)
  const checked = await anybody.submit(await anybody.get('/verify'), 'name="text"', {
    text: receipt.ok ? receipt.value.file : '',
  })
  expect(checked.text).toContain('回执有效，没有被改过')
  expect(checked.text).toContain('依法删去过登记内容里的个别字。编号和收到时间照样有效')
  const kept = await desk.world.db.read(async (tx) => {
    const row = await caseByNumber(tx, filed.number)
    const events = row ? await caseEvents(tx, row.id) : []
    return await Promise.all(
      events.map(
        async ({ id, sealed }) =>
          row && (await desk.world.vault.open(row.keyId, sealed, `event:${row.id}:${id}`)),
      ),
    )
  })
  expect(kept.length).toBeGreaterThan(3)
  expect(kept.join('\n')).not.toMatch(new RegExp(`${name}|${phone}`))
  await desk.close()
})

it('a handler may hide, not lift or remove, whatever they send', async () => {
  const desk = await aDesk()
  const filed = await desk.report({ facts: { what } })
  await desk.officer('doctor', 'handler', filed.offices[0] ?? '')
  const doctor = aBrowser(desk.app)
  await doctor.signIn('doctor')
  const at = `/desk/cases/${filed.number}/masking`
  const fields = (await doctor.get(at)).forms.find(({ html }) =>
    html.includes('name="own"'),
  )?.fields
  const refused = await doctor.post(at, {
    ...fields,
    deed: 'redact',
    sure: 'yes',
    own: name,
    reason: '不想看见',
  })
  expect(refused.status).toBe(403)
  expect((await doctor.get(`/desk/cases/${filed.number}`)).text).toContain(name)
  await desk.close()
})

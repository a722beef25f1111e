import { openDrafts } from '#packs/drafts.ts'
import { openOperator } from '#packs/operator.ts'
import { openTemplates } from '#packs/templates.ts'
import { area, offences, receivers, words } from './written.ts'

/** One of several processes that write into the same folder at once: `node writing-process.ts <dir> <data> <name>`. */
const [dir = '', dataDir = '', name = ''] = process.argv.slice(2)
const drafts = openDrafts(dir)
const operator = openOperator(dir)
const templates = openTemplates(dir, dataDir)
process.send?.('ready')
process.once('message', () => {
  for (const [n, offence] of offences(name).entries()) {
    const entry = { offence, basis: 'plan', clauses: ['三(九)'], reason: '会议纪要' } as const
    drafts.write(area, drafts.read(area).revision, { entry, by: name, at: 1_800_000_000_000 + n })
    operator.write(receivers(name)[n] ?? area, { receiver: name })
    templates.save(area, { id: words(name)[n] ?? '', step: 'note', title: name, text: '已阅。' })
  }
  process.disconnect()
})

import type { Sealed } from '#service/sealed.ts'
import { newsText } from '#service/news.ts'
import { caseByNumber } from '#store/cases.ts'

/** What the reporter of a case would read, in order. */
export async function openNewsOf(world: Sealed, number: string): Promise<readonly string[]> {
  return await world.db.read(async (tx) => {
    const about = await caseByNumber(tx, number)
    if (!about) throw new Error(`no case ${number}`)
    const rows = await tx
      .selectFrom('news')
      .select(['id', 'sealed'])
      .where('caseId', '=', about.id)
      .orderBy('at')
      .orderBy('id')
      .execute()
    const texts: string[] = []
    for (const { id, sealed } of rows) {
      const notice = JSON.parse(await world.vault.open(about.keyId, sealed, newsText(id))) as {
        readonly facts: { readonly text?: string }
      }
      texts.push(notice.facts.text ?? '')
    }
    return texts
  })
}

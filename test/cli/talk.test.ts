import { existsSync } from 'node:fs'
import { expect, it } from 'vitest'
import { aFolder, here, yijian } from './yijian.ts'

it('talk makes a house where there is none, as its help says', async () => {
  using folder = aFolder()
  expect((await here(['talk', '--help'])).out.replaceAll(/\s+/g, ' ')).toContain('it makes one')
  const ran = await yijian(['talk'], { STATE_DIR: folder.path('var') })
  expect(ran).toMatchObject({ code: 0, complaint: '' })
  expect(existsSync(folder.path('var', 'yijian.db'))).toBe(true)
})

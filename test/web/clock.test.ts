import { expect, it } from 'vitest'
import { createClockWatch } from '#service/clock-watch.ts'
import { createWeb } from '#web/app.ts'
import { aBrowser } from './browser-like.ts'
import { aDesk } from './world.ts'

it('whoever sits at the desk is told while the server’s clock cannot be believed, and not after', async () => {
  const desk = await aDesk({ publicUrl: 'https://jubao.example' })
  try {
    await desk.officer('wei', 'handler', '500153-health-commission')
    const noon = desk.world.clock()
    let at = noon
    const watch = createClockWatch(() => ({ at, elapsed: 0 }))
    const app = createWeb({ ...desk.world, watch }, { publicUrl: 'https://jubao.example' })
    const wei = aBrowser(app)
    expect((await wei.signIn('wei')).text).not.toContain('服务器时钟')
    at = noon - 3 * 24 * 3600_000
    expect((await wei.get('/desk')).text).toContain('服务器时钟可能慢了')
    at = noon + 30 * 24 * 3600_000
    expect((await wei.get('/desk')).text).toContain('服务器时钟可能快了')
    watch.confirm()
    expect((await wei.get('/desk')).text).not.toContain('服务器时钟')
  } finally {
    await desk.close()
  }
})

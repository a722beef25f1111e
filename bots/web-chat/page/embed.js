/**
 * One tag on a website puts a button there that opens the chat in a frame:
 * <script src="…/chat/embed.js" data-area="500153" referrerpolicy="no-referrer" defer></script>
 * It reads nothing of the page it stands in, tells the chat nothing of it, and needs neither inline script nor inline style.
 */
;(function () {
  var tag = document.currentScript
  if (!tag) return
  var english = tag.getAttribute('data-lang') === 'en'
  var label = tag.getAttribute('data-label') || (english ? 'Report' : '举报')
  var title = english ? 'Report illegal medical practice' : '医疗卫生监督举报'
  var area = tag.getAttribute('data-area') || 'any'
  var home = new URL(tag.src, document.baseURI).origin
  var address =
    home + '/chat?area=' + encodeURIComponent(area) + (english ? '&lang=en' : '') + '&frame=1'

  var panel
  var button = make('button', label, {
    position: 'fixed',
    right: '16px',
    bottom: '16px',
    zIndex: '2147483000',
    minHeight: '48px',
    padding: '8px 22px',
    border: '2px solid #ffffff',
    borderRadius: '26px',
    background: '#0b5345',
    color: '#ffffff',
    font: '17px/1.4 sans-serif',
    cursor: 'pointer',
  })
  button.type = 'button'
  button.setAttribute('aria-expanded', 'false')
  button.addEventListener('click', function () {
    if (panel && !panel.hidden) close()
    else open()
  })

  function open() {
    if (!panel) panel = makePanel()
    panel.hidden = false
    panel.style.display = 'flex'
    button.setAttribute('aria-expanded', 'true')
    panel.querySelector('iframe').focus()
  }

  function close() {
    panel.hidden = true
    panel.style.display = 'none'
    button.setAttribute('aria-expanded', 'false')
    button.focus()
  }

  function makePanel() {
    var box = make('div', '', {
      position: 'fixed',
      right: '0',
      bottom: '0',
      zIndex: '2147483001',
      display: 'flex',
      flexDirection: 'column',
      width: 'min(420px, 100vw)',
      height: 'min(680px, 100vh)',
      background: '#ffffff',
      border: '1px solid #5c6a64',
      boxSizing: 'border-box',
    })
    box.id = 'yijian-chat'
    box.setAttribute('role', 'dialog')
    box.setAttribute('aria-label', title)
    var shut = make('button', english ? 'Close' : '关闭', {
      alignSelf: 'flex-end',
      minHeight: '44px',
      padding: '4px 18px',
      border: '0',
      background: '#ffffff',
      color: '#0b5345',
      font: '16px/1.4 sans-serif',
      cursor: 'pointer',
    })
    shut.type = 'button'
    shut.addEventListener('click', close)
    var frame = make('iframe', '', { flex: '1', width: '100%', border: '0' })
    frame.title = title
    frame.referrerPolicy = 'no-referrer'
    frame.allow = 'microphone'
    frame.src = address
    box.append(shut, frame)
    box.addEventListener('keydown', function (event) {
      if (event.key === 'Escape') close()
    })
    document.body.append(box)
    return box
  }

  /** Set one by one: a website's policy against inline styles does not forbid that. */
  function make(name, text, style) {
    var element = document.createElement(name)
    if (text) element.textContent = text
    for (var key in style) element.style[key] = style[key]
    return element
  }

  button.setAttribute('aria-controls', 'yijian-chat')
  if (document.body) document.body.append(button)
  else
    document.addEventListener('DOMContentLoaded', function () {
      document.body.append(button)
    })
})()

'use strict'

/**
 * In place of xml2json 0.2, whose native parser does not build on this Node: what the client uses of it. An element is an
 * object of its children by name, several of one name a list, a leaf its text, an empty one {}.
 */
const { readXml } = require('../read-xml.cjs')

function plain({ children, text }) {
  if (children.length === 0) return text === '' ? {} : text
  const found = {}
  for (const child of children) {
    const value = plain(child)
    const before = found[child.name]
    found[child.name] =
      before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value]
  }
  return found
}

exports.toJson = (xml, { object = false } = {}) => {
  const root = readXml(xml)
  const found = { [root.name]: plain(root) }
  return object ? found : JSON.stringify(found)
}

// The event stream, opened once for a browser however many tabs look on. Whoever opens it (a shared worker, or the tab
// that leads where there are none) passes on to all tabs what it hears, and tells a tab that comes later how things are.

export function stream(url, channel, deliver = () => {}) {
  let build = "", broken = null, waiting
  const tell = message => { channel.postMessage(message); deliver(message) }
  const state = () => { clearTimeout(waiting); if (build) tell({type: "state", build, broken}) }

  const open = () => {
    const source = new EventSource(url)
    const on = (type, f) => source.addEventListener(type, event => f(JSON.parse(event.data)))
    // The server says at once after hello whether something is broken: wait for it, so that no overlay blinks.
    on("hello", data => { build = data.build; broken = null; clearTimeout(waiting); waiting = setTimeout(state, 60) })
    on("change", data => { build = data.build; tell({type: "change", ...data}) })
    on("broken", data => { broken = data.diagnostics; state() })
    on("mended", data => { build = data.build; broken = null; state() })
    source.onerror = () => {
      tell({type: "lost"})
      if (source.readyState === EventSource.CLOSED) setTimeout(open, 3000) // refused, not cut off: the browser gives up
    }
  }

  channel.addEventListener("message", event => { if (event.data.type === "hi") state() })
  open()
}

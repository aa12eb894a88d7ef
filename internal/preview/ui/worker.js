// A shared worker that holds the event stream for all tabs of this browser.
import {stream} from "./stream.js"

const review = new URL("../", import.meta.url)
stream(new URL("events", review), new BroadcastChannel("tocsin " + review.pathname))

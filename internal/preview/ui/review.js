// What the review server's own screens do beside showing: they stay up to date and tell what broke, like every page.
import "./bar.js"

document.addEventListener("click", event => {
  if (event.target.closest("#print")) print()
})

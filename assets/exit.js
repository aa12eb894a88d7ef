// Leaves at once, without a step back to this page: its place in the browser's history is taken by where it leads.
document.querySelector(".exit").addEventListener("click", event => {
  event.preventDefault()
  document.documentElement.hidden = true
  location.replace(event.currentTarget.href)
})

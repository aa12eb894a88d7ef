// Package quality holds no program: its tests hold what the others have made together against what was promised.
//
// They build the campaign of this repository with the real command, as anybody would, and read only what lands on
// disk: every page, link, sitemap, feed and calendar. So they find what no package's own tests can see, and they stay
// true however the insides change.
//
// What needs nothing but Go always runs. What needs a browser, Java or Node runs where TOCSIN_QUALITY=1 says so, as in
// .ci/run, and is skipped aloud elsewhere. With TOCSIN_QUALITY=1 a tool that is not there is a failure, not a skip: a
// check that silently did not run proves nothing.
package quality

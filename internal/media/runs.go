package media

import (
	"bytes"
	"net/http"
	"path"
	"slices"
	"strings"
)

// The endings of files that are not for reading alone: browsers show them as pages, whose scripts then speak for the
// site, or servers run them.
var running = []string{
	".html", ".htm", ".xhtml", ".xht", ".shtml", ".shtm", ".stm", ".mhtml", ".mht", ".hta", ".htc", ".xsl", ".xslt",
	".php", ".php3", ".php4", ".php5", ".php7", ".phps", ".phtml", ".phar", ".asp", ".aspx", ".ashx", ".asmx", ".jsp", ".jspx", ".cfm", ".cgi", ".fcgi", ".pl", ".py", ".rb", ".lua",
	".htaccess", ".htpasswd", ".config",
}

// looked is how many bytes of a file tell what it is; browsers look at as many (MIME Sniffing Standard, section 5).
const looked = 1445

// runs reports whether a file is one of those, by its name or, since a server may not know the name, by its bytes.
func runs(name string, data []byte) bool {
	ending := strings.ToLower(path.Ext(name))
	if slices.Contains(running, ending) {
		return true
	}
	if ending == ".txt" { // every server knows it, and no browser takes it for more
		return false
	}
	head := data[:min(len(data), looked)]
	xml := bytes.Contains(head, []byte("<?xml-stylesheet")) || bytes.Contains(head, []byte("http://www.w3.org/1999/xhtml"))
	return xml || strings.HasPrefix(http.DetectContentType(head), "text/html")
}

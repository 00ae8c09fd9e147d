from watched_app.collectors.log_lines import LineSplitter


def test_lines_are_the_same_however_the_bytes_are_cut():
    content = "one\n\ntwo\r\nthrée 😀\nrest".encode()
    for length in range(1, len(content) + 1):
        lines = []
        splitter = LineSplitter(lines.append)
        for start in range(0, len(content), length):
            splitter.add(content[start : start + length])
        assert lines == ["one", "", "two", "thrée 😀"]
        splitter.finish()
        splitter.finish()
        assert lines[4:] == ["rest"]


def test_bytes_that_are_not_utf8_do_no_harm():
    lines = []
    LineSplitter(lines.append).add(b"a\xff\x00b\n\xc3\n")
    assert lines == ["a\ufffd\x00b", "\ufffd"]


def test_a_line_that_is_too_long_is_cut_and_the_next_one_is_whole():
    lines = []
    splitter = LineSplitter(lines.append)
    for _ in range(40):
        splitter.add(b"x" * 65_536)
    splitter.add(b"end\nnext\n")
    assert [len(line) for line in lines] == [1_000_000, 4]

import pytest

from watched_app.config import load_config
from watched_app.option_values import ConfigError


@pytest.mark.parametrize("password", ["secret%", "secret%f", "secret%ff", "%secret"])
@pytest.mark.parametrize(
    ("flag", "before"),
    [
        ("json-api.url", ""),
    ],
)
def test_credentials_that_are_not_encoded_are_refused_without_being_told(flag, before, password):
    with pytest.raises(ConfigError, match="write % in the user or the password as %25") as error:
        load_config({flag: f"{before}http://team:{password}@localhost"}, {})
    assert "secret" not in str(error.value)


def test_headers():
    text = "X-Team: 1\r\n\n Authorization:Basic a:b= \n"
    config = load_config({}, {"JSON_API_HEADERS": text})
    assert config.json_api_headers == {"x-team": "1", "authorization": "Basic a:b="}


def test_what_may_be_secret_is_not_shown_when_it_is_wrong():
    with pytest.raises(ConfigError, match='"ftp://team:[*]{3}@localhost"'):
        load_config({"json-api.url": "ftp://team:secret@localhost"}, {})
    with pytest.raises(ConfigError) as error:
        load_config({"json-api.headers": "Authorization Basic c2VjcmV0"}, {})
    assert "c2VjcmV0" not in str(error.value)
    assert "use a line such as Name: value for every header" in str(error.value)


@pytest.mark.parametrize(
    ("flag", "text", "message"),
    [
        ("json-api.url", "example.com", "use an address such as https://example.com/status"),
        ("json-api.url", "http://", "use an address such as https://example.com/status"),
        ("json-api.url", "http://x:99999", "use an address such as https://example.com/status"),
    ],
)
def test_wrong_values_are_refused(flag, text, message):
    with pytest.raises(ConfigError, match=f'^Invalid value "{text}" for --{flag}: {message}'):
        load_config({flag: text}, {})

"""Plivo's own SDK for Python, asked over standard input: JSON in, JSON out."""

import json
import sys

from plivo.rest import client as rest
from plivo.utils.signature_v3 import construct_get_url, construct_post_url, get_signature_v3, validate_v3_signature


def verify(request):
    return validate_v3_signature(
        'POST', request['url'], request['nonce'], request['token'], request['signature'], request['params']
    )


def sign(request):
    construct = construct_get_url if request.get('method') == 'GET' else construct_post_url
    url = construct(request['url'], request['params']).decode('utf-8')
    return get_signature_v3(request['token'].encode(), url, request['nonce']).decode()


def send(request):
    # It has no setting for the address.
    rest.PLIVO_API_BASE_URI = request['baseUrl']
    client = rest.Client(request['authId'], request['token'])
    answer = client.messages.create(src=request['src'], dst=request['dst'], text=request['text'])
    return answer.message_uuid


ACTIONS = {'verify': verify, 'sign': sign, 'send': send}

requests = json.load(sys.stdin)
json.dump([ACTIONS[request['action']](request) for request in requests], sys.stdout)

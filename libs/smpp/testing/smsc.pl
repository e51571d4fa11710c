#!/usr/bin/perl
# A carrier on Net::SMPP (Debian's libnet-smpp-perl) for the interoperation spec: ids are hexadecimal in the response and
# decimal in the receipt. It says its port in the first line, then one line of JSON for each thing that it hears.
# After as many submits as it is told, it asks for the end with unbind; before that it refuses the last one as throttled.
use strict;
use warnings;
use Net::SMPP;

$| = 1;
my $unbind_after = shift // 0;
my $listener = Net::SMPP->new_listen('127.0.0.1', port => 0, smpp_version => 0x34)
  or die "cannot listen: $!";
print '{"port":', $listener->sockport, "}\n";

my $carrier = $listener->accept or die "nobody came: $!";
my $taken = 0;
my %heard = (
  0x00000009 => \&bind,
  0x00000015 => sub { $carrier->enquire_link_resp(seq => $_[0]{seq}); print qq({"enquired":true}\n) },
  0x00000006 => sub { $carrier->unbind_resp(seq => $_[0]{seq}); exit 0 },
  0x80000006 => sub { print qq({"unbound":$_[0]{status}}\n); exit 0 },
  0x80000005 => sub { print qq({"acknowledged":$_[0]{status}}\n) },
  0x00000004 => \&submit,
);

sub bind {
  my ($pdu) = @_;
  print qq({"bound":"$pdu->{system_id}"}\n);
  $carrier->bind_transceiver_resp(system_id => 'perl', seq => $pdu->{seq});
}

sub submit {
  my ($pdu) = @_;
  my $id = 0xA0B0C0 + $taken++;
  my $hex = sub { unpack('H*', $_[0] // '') };
  printf qq({"source":"%s","ton":%d,"to":"%s","coding":%d,"esm":%d,"registered":%d,"validity":"%s"),
    @$pdu{qw(source_addr source_addr_ton destination_addr data_coding esm_class registered_delivery validity_period)};
  printf qq(,"text":"%s","payload":"%s","reference":"%s","sar":["%s","%s","%s"]}\n), map { $hex->($_) }
    @$pdu{qw(short_message message_payload user_message_reference sar_msg_ref_num sar_total_segments sar_segment_seqnum)};
  if ($taken == $unbind_after) {
    $carrier->submit_sm_resp(message_id => '', status => 0x58, seq => $pdu->{seq});
    $carrier->unbind(async => 1);
    return;
  }
  $carrier->submit_sm_resp(message_id => sprintf('%08X', $id), seq => $pdu->{seq});
  $carrier->deliver_sm(
    async            => 1,
    source_addr      => $pdu->{destination_addr},
    destination_addr => '111',
    esm_class        => 4,
    short_message    => "id:$id sub:001 dlvrd:001 submit date:2611150930 done date:2611150931 stat:DELIVRD err:000 text:",
    user_message_reference => $pdu->{user_message_reference},
  );
}

while (my $pdu = $carrier->read_pdu) {
  my $answer = $heard{$pdu->{cmd}};
  $answer ? $answer->($pdu) : print qq({"unknown":$pdu->{cmd}}\n);
}
exit 0;
